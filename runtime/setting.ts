import type { z } from 'zod';
import type { SettingKind } from './setting-kinds.ts';

/** One environment variable: what it is for, in which group it is shown, an example, and how it is read. */
export interface Setting<T extends z.ZodType = z.ZodType> extends SettingKind<T> {
  readonly env: string;
  readonly section: string;
  readonly about: string;
  readonly example: string;
  /** Never printed, not even in an error about itself. */
  readonly secret: boolean;
}

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One variable that is wrong: what was given (never a secret) and what would be right. */
export interface ConfigProblem {
  readonly env: string;
  readonly given: string;
  readonly expects: string;
}

/** The values of a table of settings, by the names of the table. */
export type SettingValues<T extends Readonly<Record<string, Pick<Setting, 'schema'>>>> = {
  readonly [K in keyof T]: z.output<T[K]['schema']>;
};

export interface SettingsReading<T extends Readonly<Record<string, Setting>>> {
  /** Complete only when there are no problems. */
  readonly values: SettingValues<T>;
  readonly problems: readonly ConfigProblem[];
}

/** Reads a table of settings from environment variables; an empty variable counts as unset. */
export function readSettings<T extends Readonly<Record<string, Setting>>>(
  table: T,
  env: Environment,
): SettingsReading<T> {
  const problems: ConfigProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries<Setting>(table)) {
    const given = env[setting.env]?.trim() || undefined;
    const parsed = setting.schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else problems.push(problemOf(setting, showGiven(setting, given)));
  }
  // The loop has set every name of the table to the output of that name's own schema, or has reported a problem.
  return { values: values as SettingValues<T>, problems };
}

/** `given`: what is there instead of what the setting expects; never a secret. */
export function problemOf({ env, expects, example }: Setting, given: string): ConfigProblem {
  return { env, given, expects: `${expects}, for example ${example}` };
}

/** What is said of a setting that another one makes necessary. */
export function missing(setting: Setting, because: string): ConfigProblem {
  return problemOf(setting, `not set, but needed with ${because}`);
}

function showGiven(setting: Setting, given: string | undefined): string {
  if (given === undefined) return 'not set';
  return setting.secret ? `given (${given.length} characters, not shown)` : `given ${JSON.stringify(given)}`;
}
