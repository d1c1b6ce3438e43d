const causesMax = 5;

/** The code that a driver or the system gave an error or what caused it, e.g. `40P01` or `ECONNREFUSED`. */
export function errorCode(error: unknown): string | undefined {
  let cause = error;
  for (let depth = 0; depth < causesMax && cause instanceof Error; depth++, cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return undefined;
}
