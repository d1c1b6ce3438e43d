import { type Config, ConfigError, encryptsPostgres } from '../runtime/config.ts';
import { CertificateError, type CertificateFile } from '../runtime/identity/certificate-files.ts';
import { type Identity, noIdentity, openIdentity, type TlsOptions } from '../runtime/identity/identity.ts';
import { problemOf } from '../runtime/setting.ts';
import { settings } from '../runtime/settings.ts';

const settingOf = {
  cert: settings.tlsCertFile,
  key: settings.tlsKeyFile,
  ca: settings.tlsCaFile,
} satisfies Record<CertificateFile, unknown>;

/** The identity that the configuration names; none without one. Throws `ConfigError` that names the variable of a file that is no good. */
export function identityOf({ tlsCertFile: cert, tlsKeyFile: key, tlsCaFile: ca }: Config): Identity {
  if (!cert || !key || !ca) return noIdentity;
  try {
    return openIdentity({ cert, key, ca });
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    throw new ConfigError([problemOf(settingOf[error.file], error.message)]);
  }
}

/** How each server elsewhere is connected to with our certificate; undefined: without it, as its address says. */
export interface ServerTls {
  readonly postgres: TlsOptions | undefined;
  readonly redis: TlsOptions | undefined;
  readonly clickhouse: TlsOptions | undefined;
  readonly kafka: TlsOptions | undefined;
}

export function serverTls(config: Config, identity: Identity): ServerTls {
  const { redisUrl, clickhouseUrl, kafkaTls, kafkaCertFile } = config;
  return {
    postgres: postgresTls(config.postgresUrl, config, identity),
    redis: redisUrl?.startsWith('rediss:') ? identity.tlsFor({ spiffeIds: config.redisSpiffeIds }) : undefined,
    clickhouse: clickhouseUrl?.startsWith('https:')
      ? identity.tlsFor({ spiffeIds: config.clickhouseSpiffeIds })
      : undefined,
    // Certificates of its own come first.
    kafka: kafkaTls && !kafkaCertFile ? identity.tlsFor({ spiffeIds: config.kafkaSpiffeIds }) : undefined,
  };
}

/** The same for PostgreSQL at any of its addresses, as somebody else. */
export function postgresTls(url: string | undefined, config: Config, identity: Identity): TlsOptions | undefined {
  return encryptsPostgres(url) ? identity.tlsFor({ spiffeIds: config.postgresSpiffeIds, ...hostOf(url) }) : undefined;
}

/** The driver does not say which IP address it connected to. */
function hostOf(url: string | undefined): { host?: string } {
  const host = url && new URL(url).hostname.replaceAll(/[[\]]/g, '');
  return host && !host.includes(',') ? { host } : {};
}
