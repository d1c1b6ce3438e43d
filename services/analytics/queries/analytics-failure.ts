import { clickhouseFailure } from '../../../db/clickhouse/failure.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { ServiceError } from '../../shared/service-error.ts';

const retryAfterMs = 5_000;

/** Runs a read of analytics. What goes wrong there is told as what its caller can do about it. */
export async function analyticsFailure<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw asServiceError(error);
  }
}

function asServiceError(cause: unknown): unknown {
  if (cause instanceof ServiceError) return cause;
  const failure = clickhouseFailure(cause);
  switch (failure) {
    case 'away':
      return new ServiceError('unavailable', 'Analytics is away. Try again.', { cause, retryAfterMs });
    case 'slow':
      return new ServiceError(
        'timeout',
        'This took too long and was given up. Ask for a shorter range, or try again.',
        { cause, retryAfterMs },
      );
    case 'bug':
      return cause;
    default:
      return assertNever(failure);
  }
}
