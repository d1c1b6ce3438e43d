import { activityInfo, ApplicationFailure } from '@temporalio/activity';
import { ApplicationFailureCategory } from '@temporalio/common';
import type { Logger } from 'pino';
import { RetryLaterError } from '../services/messages/retry-later-error.ts';

/**
 * The one mapping of errors to Temporal's. Waiting for a provider is business as usual: retried at the time it named,
 * and no alarm. Everything else is retried by the activity's policy and logged. Messages of errors stay out of history
 * and log alike: a database driver repeats the values of the query in them.
 */
export async function inActivity<T>(log: Logger, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RetryLaterError) {
      throw ApplicationFailure.create({
        type: 'retry_later',
        message: error.code,
        category: ApplicationFailureCategory.BENIGN,
        ...(error.retryAfterMs === undefined ? {} : { nextRetryDelay: error.retryAfterMs }),
      });
    }
    const { activityType, attempt, workflowExecution } = activityInfo();
    const name = error instanceof Error ? error.name : 'unknown';
    log.error(
      {
        activityType,
        attempt,
        workflowId: workflowExecution?.workflowId,
        error: name,
        code: codeOf(error),
        at: framesOf(error),
      },
      'an activity failed',
    );
    throw ApplicationFailure.create({ type: name, message: codeOf(error) ?? 'see the log of the worker' });
  }
}

/** A driver's own code, e.g. 40P01, of the error or its cause. */
function codeOf(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return undefined;
}

const framesMax = 8;

/** Where it happened, without the first lines, which are the message. */
function framesOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack?.split('\n') ?? []) : [];
  return lines.filter((line) => line.startsWith('    at ')).slice(0, framesMax);
}
