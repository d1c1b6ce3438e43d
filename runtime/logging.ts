import { type Logger, type LoggerOptions, pino } from 'pino';
import { errorForLog } from './error-for-log.ts';
import { prettyStream } from './pretty-stream.ts';

export type { Logger };

/**
 * Names of fields that hold personal data or keys. They are blotted out wherever they stand in a logged object, down
 * to three levels; still, log ids and not people.
 */
const privateFields = [
  'email',
  'phone',
  'to',
  'recipient',
  'firstName',
  'lastName',
  'address',
  'ip',
  'html',
  'body',
  'token',
  'accessToken',
  'refreshToken',
  'deviceToken',
  'apiKey',
  'authorization',
  'Authorization',
  'cookie',
  'password',
  'secret',
  'linkSecret',
];
const levelsDeep = ['', '*.', '*.*.'];

export interface LoggingOptions {
  readonly level: string;
  /** Shown in every line: which part of the engine speaks. */
  readonly role: string;
  /** Lines for people instead of JSON; by default when standard output is a terminal. */
  readonly pretty?: boolean;
}

/** The logger of a process: one JSON line per decision, with ids and without people. */
export function createLogger({ pretty = process.stdout.isTTY ?? false, ...options }: LoggingOptions): Logger {
  return pretty ? pino(loggerOptions(options), prettyStream(process.stdout)) : pino(loggerOptions(options));
}

/** The options by themselves, for a logger that writes elsewhere. */
export function loggerOptions({ level, role }: Pick<LoggingOptions, 'level' | 'role'>): LoggerOptions {
  return {
    level,
    base: { role },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: {
      err: (error: unknown) => errorForLog(error),
      error: (error: unknown) => (error instanceof Error ? errorForLog(error) : error),
    },
    redact: {
      paths: levelsDeep.flatMap((prefix) => privateFields.map((field) => prefix + field)),
      censor: '[private]',
    },
  };
}
