import { readFileSync } from 'node:fs';
import { type ClientConfigProfile, loadClientConfigProfile, toClientOptions } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { type Config, ConfigError } from '../runtime/config.ts';
import { problemOf } from '../runtime/setting.ts';
import { settings } from '../runtime/settings.ts';

/** How to reach a Temporal server, and where on it everything of ours is: for clients and workers alike. */
export interface TemporalConnection {
  readonly options: NativeConnectionOptions & { readonly address: string };
  readonly namespace: string;
}

/** Of a server that names none. */
export const defaultNamespace = 'default';

/** The variables of Temporal's own tools that count here; the order is that of their manual. */
const passedOn = [
  'temporalAddress',
  'temporalNamespace',
  'temporalApiKey',
  'temporalTls',
  'temporalTlsClientCertPath',
  'temporalTlsClientCertData',
  'temporalTlsClientKeyPath',
  'temporalTlsClientKeyData',
  'temporalTlsServerCaCertPath',
  'temporalTlsServerCaCertData',
  'temporalTlsServerName',
] as const;

/**
 * How the configured server is reached, `null` when there is none and it has to be embedded. Certificates are read here.
 * A configuration file counts only when TEMPORAL_CONFIG_FILE names it: Temporal's tools would also take the one in the
 * home folder, which is a person's own and may lead to another server. Throws `ConfigError` that names the variable.
 */
export function temporalConnection(config: Config): TemporalConnection | null {
  const file = config.temporalConfigFile;
  if (!config.temporalAddress && !file) return null;
  const profile = profileOf(config);
  const address = profile.address;
  if (!address) throw wrong('temporalConfigFile', `${file} names no address`);
  const { clientCert, clientKey, serverCACert } = profile.tls ?? {};
  if (clientCert && !clientKey)
    throw wrong('temporalTlsClientKeyPath', 'not set, but needed with a client certificate');
  if (clientKey && !clientCert) throw wrong('temporalTlsClientCertPath', 'not set, but needed with a client key');
  for (const [name, source] of [
    ['temporalTlsClientCertPath', clientCert],
    ['temporalTlsClientKeyPath', clientKey],
    ['temporalTlsServerCaCertPath', serverCACert],
  ] as const) {
    // Where it does not come from its variable, it comes from the file.
    if (source && 'path' in source) readable(config[name] ? name : 'temporalConfigFile', source.path);
  }
  const { connectionOptions, namespace = defaultNamespace } = toClientOptions(profile);
  return { options: { ...connectionOptions, address }, namespace };
}

function profileOf(config: Config): ClientConfigProfile {
  const given = passedOn.flatMap((name) => {
    const value = config[name];
    return value === undefined ? [] : [[settings[name].env, String(value)] as const];
  });
  const file = config.temporalConfigFile;
  const content = file && readable('temporalConfigFile', file);
  try {
    return loadClientConfigProfile({
      overrideEnvVars: Object.fromEntries(given),
      ...(content
        ? { configSource: { data: content }, profile: config.temporalProfile, configFileStrict: true }
        : { disableFile: true }),
    });
  } catch (error) {
    // Two sources of one certificate, a profile that the file does not have, a file that is not TOML.
    throw wrong(file ? 'temporalConfigFile' : 'temporalAddress', messageOf(error));
  }
}

function readable(name: keyof Config & `temporal${string}`, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw wrong(name, `${path} cannot be read (${messageOf(error)})`);
  }
}

function wrong(name: keyof Config & `temporal${string}`, given: string): ConfigError {
  return new ConfigError([problemOf(settings[name], given)]);
}

/** Its first line: what is wrong with a TOML file is followed by the lines of the file, and these may hold secrets. */
function messageOf(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
}
