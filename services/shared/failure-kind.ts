import { errorCode } from '../../runtime/error-code.ts';

/** Failures of the surroundings: the same batch may pass a moment later. Classes of SQLSTATE, and Node's own codes. */
const transientStates = /^(08|40|53|55P03|57|58)/;
const transientCodes = /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/;
/** A statement that takes too long is cancelled with this state: it is the batch's own fault when it keeps happening. */
const cancelled = '57014';

export type FailureKind = 'transient' | 'poison';

/** Whether a batch failed because of what is in it. Only then is it worth looking for the event that did it. */
export function failureKind(error: unknown): FailureKind {
  const code = failureCode(error);
  if (code === cancelled) return 'poison';
  return transientStates.test(code) || transientCodes.test(code) ? 'transient' : 'poison';
}

/** The code of an error or of what caused it; its name when it has none. */
export function failureCode(error: unknown): string {
  return errorCode(error) ?? (error instanceof Error ? error.name : 'unknown');
}
