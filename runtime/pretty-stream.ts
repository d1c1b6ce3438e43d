import type { LoggedError } from './error-for-log.ts';

const colours: Record<string, string> = {
  warn: '\x1b[33m',
  error: '\x1b[31m',
  fatal: '\x1b[31m',
  debug: '\x1b[2m',
  trace: '\x1b[2m',
};
const reset = '\x1b[0m';
const dim = '\x1b[2m';

/** Turns the logger's JSON lines into short lines for a person at a terminal: time, message, then the fields. */
export function prettyStream(out: { write(text: string): unknown }): { write(line: string): void } {
  return { write: (line) => void out.write(prettyLine(line)) };
}

function prettyLine(line: string): string {
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(line);
  } catch {
    return line;
  }
  const { level, time, msg, role: _role, err, ...fields } = entry;
  const shown = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );
  const colour = colours[String(level)] ?? '';
  return `${dim}${String(time).slice(11, 19)}${reset} ${colour}${msg ?? ''}${reset} ${dim}${shown.join(' ')}${reset}${prettyError(err)}\n`;
}

/** The error that the logger wrote, its place and what caused it. */
function prettyError(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { name, message, stack, cause } = error as Partial<LoggedError>;
  return `\n${name}: ${message}${stack ? `\n${stack}` : ''}${prettyError(cause)}`;
}
