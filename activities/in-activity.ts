import { ApplicationFailure, activityInfo } from '@temporalio/activity';
import { ApplicationFailureCategory } from '@temporalio/common';
import type { Logger } from 'pino';
import { errorCode } from '../runtime/error-code.ts';
import { RetryLaterError } from '../services/shared/retry-later-error.ts';

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
    log.error({ activityType, attempt, workflowId: workflowExecution?.workflowId, err: error }, 'an activity failed');
    const type = error instanceof Error ? error.name : typeof error;
    throw ApplicationFailure.create({ type, message: errorCode(error) ?? 'see the log of the worker' });
  }
}
