/** What a log keeps of an error: enough to find it, nothing that a person or a shop gave us. */
export interface LoggedError {
  readonly name: string;
  readonly message: string;
  /** Of the driver or the system, e.g. `23505` or `ECONNRESET`. */
  readonly code?: string;
  readonly constraint?: string;
  /** Where it was thrown, one frame per line, without the message. */
  readonly stack?: string;
  readonly cause?: LoggedError;
}

const messageLengthMax = 300;
const framesMax = 12;
const causesMax = 4;

/**
 * Errors of databases carry the values they are about: drizzle appends every parameter to its message, PostgreSQL quotes
 * what it could not read and lists keys in `detail`. Only named fields are kept, and of messages what holds no value.
 */
export function errorForLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { name: typeof error, message: 'not an Error' };
  const { name, cause } = error;
  const code = textOf(error, 'code');
  const constraint = textOf(error, 'constraint_name');
  return {
    name,
    message: withoutValues(error),
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...framesOf(error),
    ...(cause === undefined || depth >= causesMax ? {} : { cause: errorForLog(cause, depth + 1) }),
  };
}

function withoutValues(error: Error): string {
  const isDatabaseAnswer = 'severity' in error || 'params' in error;
  const [first = ''] = error.message.split('\nparams:');
  const message = isDatabaseAnswer ? first.replaceAll(/: ".*"/gs, ': "…"').replaceAll(/'[^']*'/g, "'…'") : first;
  return message.replaceAll(/\/\/[^/\s@]+@/g, '//…@').slice(0, messageLengthMax);
}

function textOf(error: Error, field: string): string | undefined {
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : undefined;
}

function framesOf({ stack }: Error): { readonly stack?: string } {
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return frames.length === 0 ? {} : { stack: frames.slice(0, framesMax).join('\n') };
}
