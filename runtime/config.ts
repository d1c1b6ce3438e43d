import {
  type ConfigProblem,
  type Environment,
  missing,
  problemOf,
  readSettings,
  type SettingValues,
} from './setting.ts';
import { type SettingName, settings } from './settings.ts';
import { withoutTrailingSlashes } from './trailing-slashes.ts';

/** The engine's own configuration; paths are absolute, limits are numbers. A store without a URL is embedded. */
export type Config = SettingValues<typeof settings>;

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
 * Throws `ConfigError` with every problem found, and with `others`: those of settings that stand elsewhere.
 */
export function loadConfig(env: Environment, others: readonly ConfigProblem[] = []): Config {
  const { values: config, problems } = readSettings(settings, env);
  if (problems.length > 0) throw new ConfigError([...problems, ...others]);
  const needed = [...findMissing(config), ...findUnencrypted(config), ...others];
  if (needed.length > 0) throw new ConfigError(needed);
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
 * Whether pages such as `/outbox` are open: it shows every store's messages with links that work, to anybody who asks. So only
 * where nothing is sent for real and this machine alone can ask; elsewhere they are for those who may see them.
 */
export function showsSandbox(config: Config): boolean {
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

/** Servers that are known by their ids, and what says that connections to them are encrypted. */
const expectedServers = [
  ['postgresSpiffeIds', 'postgresUrl', (config: Config) => encryptsPostgres(config.postgresUrl)],
  ['redisSpiffeIds', 'redisUrl', (config: Config) => config.redisUrl?.startsWith('rediss:')],
  ['clickhouseSpiffeIds', 'clickhouseUrl', (config: Config) => config.clickhouseUrl?.startsWith('https:')],
  ['kafkaSpiffeIds', 'kafkaTls', (config: Config) => config.kafkaTls && !config.kafkaCertFile],
] as const;

/** With a certificate of our own, connections to a server elsewhere are encrypted unless its address says no. */
export function encryptsPostgres(url: string | undefined): boolean {
  return url !== undefined && new URL(url).searchParams.get('sslmode') !== 'disable';
}

/** A server whose certificate is expected has to present one. */
function findUnencrypted(config: Config): ConfigProblem[] {
  return expectedServers.flatMap(([ids, address, isEncrypted]) =>
    config[ids].length === 0 || isEncrypted(config)
      ? []
      : [problemOf(settings[address], `not of an encrypted server with ${settings[ids].env} as its certificate`)],
  );
}

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
    [config.oidcIssuer !== undefined, 'oidcClientId', 'OIDC_ISSUER'],
    [config.oidcIssuer !== undefined, 'oidcClientSecret', 'OIDC_ISSUER'],
    [config.artifactsUrl !== undefined, 'artifactsAccessKeyId', 'ARTIFACTS_URL'],
    [config.artifactsUrl !== undefined, 'artifactsSecretAccessKey', 'ARTIFACTS_URL'],
    [config.kafkaCertFile !== undefined, 'kafkaKeyFile', 'KAFKA_CERT_FILE'],
    [config.tlsCertFile !== undefined, 'tlsKeyFile', 'TLS_CERT_FILE'],
    [config.tlsCertFile !== undefined, 'tlsCaFile', 'TLS_CERT_FILE'],
    [config.tlsKeyFile !== undefined || config.tlsCaFile !== undefined, 'tlsCertFile', 'the other TLS_ files'],
    ...expectedServers.map(
      ([name]) => [config[name].length > 0, 'tlsCertFile', settings[name].env] as [boolean, SettingName, string],
    ),
  ];
  return needs
    .filter(([needed, name]) => needed && config[name] === undefined)
    .map(([, name, because]) => missing(settings[name], because));
}
