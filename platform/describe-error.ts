/** An error for the log, without its message: a database driver repeats the values of the query in it. */
export interface DescribedError {
  readonly error: string;
  /** A driver's or system's own code, e.g. 40P01 or ECONNREFUSED, of the error or its cause. */
  readonly code?: string;
  /** Where it happened. */
  readonly at: readonly string[];
}

const framesMax = 8;
const causesMax = 5;

export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const at = frames.slice(0, framesMax).map((line) => line.trim());
  const code = codeOf(error);
  return { error: error.name, ...(code === undefined ? {} : { code }), at };
}

function codeOf(error: Error): string | undefined {
  let cause: unknown = error;
  for (let depth = 0; depth < causesMax && cause instanceof Error; depth++, cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return undefined;
}
