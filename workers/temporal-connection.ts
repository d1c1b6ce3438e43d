import { readFileSync } from 'node:fs';
import { type ClientConfigProfile, loadClientConfigProfile, toClientOptions } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { type Config, ConfigError } from '../runtime/config.ts';
import { type Identity, noIdentity } from '../runtime/identity/identity.ts';
import { problemOf } from '../runtime/setting.ts';
import { settings } from '../runtime/settings.ts';

/** How to reach a Temporal server, and where on it everything of ours is: for clients and workers alike. */
export interface TemporalConnection {
  readonly options: NativeConnectionOptions & { readonly address: string };
  readonly namespace: string;
  /** Whose certificate `options` holds at each reading; undefined: they stay as they are. */
  readonly identity?: Identity;
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
 * home folder, which is a person's own and may lead to another server. Where TEMPORAL_TLS alone says that connections are
 * encrypted, they are made with the process's own certificate, if it has one. Throws `ConfigError` that names the variable.
 */
export function temporalConnection(config: Config, identity: Identity = noIdentity): TemporalConnection | null {
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
  const options = { ...connectionOptions, address };
  const ofItsOwn = clientCert || serverCACert || profile.apiKey !== undefined;
  return config.temporalTls === true && identity.current() && !ofItsOwn
    ? { options: withIdentity(options, identity, config.temporalTlsServerName), namespace, identity }
    : { options, namespace };
}

/** The library takes texts, so whoever connects again reads the newest ones here. */
function withIdentity(
  options: TemporalConnection['options'],
  identity: Identity,
  serverName: string | undefined,
): TemporalConnection['options'] {
  return {
    ...options,
    get tls() {
      const pem = identity.current()?.pem;
      return (
        pem && {
          serverRootCACertificate: Buffer.from(pem.ca),
          clientCertPair: { crt: Buffer.from(pem.cert), key: Buffer.from(pem.key) },
          ...(serverName !== undefined && { serverNameOverride: serverName }),
        }
      );
    },
  };
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
