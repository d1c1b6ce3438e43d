/** `away`: the same query may succeed later; `slow`: it was given up. */
export type ClickhouseFailure = 'away' | 'slow' | 'bug';

/** Codes of the server: it is too busy, read only, not migrated yet, or does not let us in. */
const awayCodes = new Set(['60', '81', '192', '194', '202', '210', '241', '242', '394', '516']);
const slowCodes = new Set(['158', '159', '160', '209', '307', '396']);
/** What code throws that is wrong itself. */
const ownErrors = [TypeError, RangeError, ReferenceError, SyntaxError];

/** What a failed query means for the caller who asked. */
export function clickhouseFailure(error: unknown): ClickhouseFailure {
  const code = serverCode(error);
  if (code !== null) {
    if (slowCodes.has(code)) return 'slow';
    return awayCodes.has(code) ? 'away' : 'bug';
  }
  // The rest happens on the way: refused, reset, timed out, an answer of a proxy.
  return error instanceof Error && !ownErrors.some((own) => error instanceof own) ? 'away' : 'bug';
}

/** Whether a condition of the query's own, a `throwIf`, ended it. */
export function isThrownByQuery(error: unknown): boolean {
  return serverCode(error) === '395';
}

/** The server's own number of an error. By shape, because the embedded engine has an error class of its own. */
function serverCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && /^\d+$/.test(error.code) ? error.code : null;
}
