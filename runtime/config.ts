import type { z } from 'zod';
import { type Setting, type SettingName, settings } from './settings.ts';
import { withoutTrailingSlashes } from './trailing-slashes.ts';

/** The whole configuration; paths are absolute, limits are numbers. A store without a URL is embedded. */
export type Config = Readonly<{ [K in SettingName]: z.output<(typeof settings)[K]['schema']> }>;

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One variable that is wrong: what was given (never a secret) and what would be right. */
export interface ConfigProblem {
  readonly env: string;
  readonly given: string;
  readonly expects: string;
}

/** Lists every wrong variable at once, so that one correction round is enough. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ env, given, expects }) => `  ${env}: ${given}; expected ${expects}`);
    super(
      `${problems.length === 1 ? 'One setting is' : `${problems.length} settings are`} wrong:\n${lines.join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * Reads the configuration from environment variables (`settings.ts` lists them); an empty variable counts as unset.
 * Throws `ConfigError` with every problem found.
 */
export function loadConfig(env: Environment): Config {
  const problems: ConfigProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries<Setting>(settings)) {
    const given = env[setting.env]?.trim() || undefined;
    const parsed = setting.schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else problems.push(problemOf(setting, showGiven(setting, given)));
  }
  if (problems.length > 0) throw new ConfigError(problems);
  // The loop has set every name of the table to the output of that name's own schema.
  const config = values as unknown as Config;
  const missing = findMissing(config);
  if (missing.length > 0) throw new ConfigError(missing);
  return config;
}

/** True when every server is our own, on this machine: then secrets may be generated and a demo may run. */
export function isEmbedded(config: Config): boolean {
  return !config.postgresUrl && !config.redisUrl && !config.clickhouseUrl && embedsTemporal(config);
}

export function embedsTemporal(config: Config): boolean {
  return !config.temporalAddress && !config.temporalConfigFile;
}

/**
 * Whether `/outbox` is served: it shows every store's messages with links that work, to anybody who asks. So only where
 * nothing is sent for real and this machine alone can ask.
 */
export function showsOutbox(config: Config): boolean {
  return isEmbedded(config) && (['localhost', '::1'].includes(config.host) || /^127(\.\d+){3}$/.test(config.host));
}

/** The address customers use, without a slash at its end. `listeningPort` is the one really bound (PORT may be 0). */
export function publicUrl(config: Config, listeningPort = config.port): string {
  return withoutTrailingSlashes(config.publicUrl ?? `http://localhost:${listeningPort}`);
}

/** What only a server elsewhere asks for: with it, an embedded one would be a mistake that nobody sees. */
const ofExternalTemporal = [
  'temporalApiKey',
  'temporalTls',
  'temporalTlsServerCaCertPath',
  'temporalTlsServerCaCertData',
  'temporalTlsServerName',
  'temporalTlsClientCertPath',
  'temporalTlsClientCertData',
  'temporalTlsClientKeyPath',
  'temporalTlsClientKeyData',
] as const;

/** Rules between variables: what else is needed once one of them is set. */
function findMissing(config: Config): ConfigProblem[] {
  const wantsTemporal = ofExternalTemporal.find((name) => config[name]);
  const needs: readonly [boolean, SettingName, string][] = [
    [config.postgresUrl !== undefined, 'postgresEngineUrl', 'POSTGRES_URL'],
    [
      config.postgresEngineUrl !== undefined || config.postgresOwnerUrl !== undefined,
      'postgresUrl',
      'the other POSTGRES_ URLs',
    ],
    [config.postgresUrl !== undefined, 'adminApiKey', 'POSTGRES_URL'],
    [config.postgresUrl !== undefined, 'linkSecret', 'POSTGRES_URL'],
    [
      wantsTemporal !== undefined && embedsTemporal(config),
      'temporalAddress',
      settings[wantsTemporal ?? 'temporalTls'].env,
    ],
    [config.temporalProfile !== undefined, 'temporalConfigFile', 'TEMPORAL_PROFILE'],
    [config.kafkaSasl !== 'none', 'kafkaUsername', 'KAFKA_SASL'],
    [config.kafkaSasl !== 'none', 'kafkaPassword', 'KAFKA_SASL'],
    [config.kafkaCertFile !== undefined, 'kafkaKeyFile', 'KAFKA_CERT_FILE'],
    [config.emailProvider === 'resend', 'resendApiKey', 'EMAIL_PROVIDER=resend'],
    [config.smsProvider === 'twilio', 'twilioAccountSid', 'SMS_PROVIDER=twilio'],
    [config.smsProvider === 'twilio', 'twilioAuthToken', 'SMS_PROVIDER=twilio'],
    [config.smsProvider === 'twilio', 'twilioFrom', 'SMS_PROVIDER=twilio'],
    [config.pushProvider === 'firebase', 'firebaseServiceAccountFile', 'PUSH_PROVIDER=firebase'],
  ];
  return needs
    .filter(([needed, name]) => needed && config[name] === undefined)
    .map(([, name, because]) => problemOf(settings[name], `not set, but needed with ${because}`));
}

/** `given`: what is there instead of what the setting expects; never a secret. */
export function problemOf({ env, expects, example }: Setting, given: string): ConfigProblem {
  return { env, given, expects: `${expects}, for example ${example}` };
}

function showGiven(setting: Setting, given: string | undefined): string {
  if (given === undefined) return 'not set';
  return setting.secret ? `given (${given.length} characters, not shown)` : `given ${JSON.stringify(given)}`;
}
