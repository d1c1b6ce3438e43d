import type { Sql } from 'postgres';
import { connectPostgres, type PostgresOptions } from '../db/postgres/connect.ts';
import { createTurningPool, type TurningPool } from '../db/postgres/turning-pool.ts';
import { minuteMs, secondMs } from '../domain/duration.ts';
import type { Identity } from '../runtime/identity/identity.ts';
import type { Logger } from '../runtime/logging.ts';
import type { Secrets } from '../runtime/secrets/live-secrets.ts';
import type { LeasedLogin, TakeLogin } from '../runtime/secrets/vault-logins.ts';

export interface PoolWish extends Pick<PostgresOptions, 'maxConnections' | 'applicationName' | 'tls'> {
  /** The setting that holds the address; another text of it is another login. */
  readonly setting: 'POSTGRES_URL' | 'POSTGRES_ENGINE_URL';
  /** As it stands at the start. */
  readonly url: string;
  /** Makes logins that end; null: the address has one that stays. */
  readonly takeLogin: TakeLogin | null;
}

interface PoolDeps {
  readonly secrets: Secrets;
  /** Tells when the certificate behind `tls` is another one. */
  readonly identity: Pick<Identity, 'onChange'>;
  readonly log: Logger;
}

export interface OpenPool {
  readonly sql: Sql;
  close(): Promise<void>;
}

/** Longer than most statements; a login that ends sooner allows less. */
const graceMsMax = minuteMs;
const retryMsMin = 500;
const retryMsMax = 10 * secondMs;
const closeTimeoutSeconds = 5;

/** Opens a pool that takes in a new password, certificate, and new logins before the old ones end, without a query that fails. */
export async function openPool(wish: PoolWish, deps: PoolDeps): Promise<OpenPool> {
  const { takeLogin, setting, url, ...options } = wish;
  if (takeLogin) return openLeasedPool({ takeLogin, setting, url, ...options }, deps);
  const { secrets, log } = deps;
  let current = url;
  const pool = createTurningPool(() => connectPostgres(url, options));
  const forget = renewWith(pool, () => connectPostgres(current, options), wish, deps);
  secrets.onChange((names) => {
    const next = names.has(setting) ? secrets.text(setting) : undefined;
    if (next !== undefined)
      pool
        .turn(() => connectPostgres(next, options), { graceMs: graceMsMax })
        .then(
          () => {
            current = next;
            log.info({ setting }, 'connections to PostgreSQL are made with the new login');
          },
          (err: unknown) =>
            log.error({ setting, err }, 'the new login of PostgreSQL does not work: the old one is kept'),
        );
  });
  return {
    sql: pool.sql,
    close() {
      forget();
      return pool.sql.end({ timeout: closeTimeoutSeconds });
    },
  };
}

/** What is begun from now on goes over connections that were made with the new certificate. */
function renewWith(
  pool: TurningPool,
  connect: () => Sql,
  { setting, tls }: Pick<PoolWish, 'setting' | 'tls'>,
  { identity, log }: Pick<PoolDeps, 'identity' | 'log'>,
): () => void {
  if (!tls) return () => {};
  return identity.onChange(({ endsMs }) => {
    pool.turn(connect, { graceMs: Math.min(graceMsMax, leftMs({ endsMs })) }).then(
      () => log.info({ setting }, 'connections to PostgreSQL are made with the new certificate'),
      // Each connection that is made later tries it again, and none is older than its time.
      (err: unknown) => log.error({ setting, err }, 'PostgreSQL does not take the new certificate'),
    );
  });
}

/**
 * A login is used for half of its life, and so are its connections: then another one has taken its place, and what was begun is over
 * well before the end. Renewing would not move the end that PostgreSQL knows.
 */
async function openLeasedPool(
  { takeLogin, setting, url, ...options }: PoolWish & { readonly takeLogin: TakeLogin },
  deps: PoolDeps,
): Promise<OpenPool> {
  const { secrets, log } = deps;
  const connect = (login: LeasedLogin) => () =>
    connectPostgres(withLogin(url, login), {
      ...options,
      lifetimeSecondsMax: Math.max(1, leftMs(login) / 2 / secondMs),
    });
  let login = await takeLogin();
  secrets.noteLease(setting, { takenMs: Date.now(), endsMs: login.endsMs });
  const pool: TurningPool = createTurningPool(connect(login));
  const forget = renewWith(pool, () => connect(login)(), { setting, tls: options.tls }, deps);
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function turn(): Promise<void> {
    const old = login;
    const next = await takeLogin();
    const { retired } = await pool.turn(connect(next), { graceMs: Math.min(graceMsMax, leftMs(old) / 2) });
    login = next;
    secrets.noteLease(setting, { takenMs: Date.now(), endsMs: next.endsMs });
    retired
      .then(() => old.giveBack())
      .catch((err: unknown) => log.warn({ setting, err }, 'a login was not given back'));
  }

  function turnIn(delayMs: number): void {
    if (closed) return;
    timer = setTimeout(() => {
      turn().then(
        () => turnIn(leftMs(login) / 2),
        (err: unknown) => {
          const retryMs = Math.max(retryMsMin, Math.min(retryMsMax, leftMs(login) / 10));
          log.warn({ setting, err, endsInMs: leftMs(login), retryMs }, 'no new login of PostgreSQL can be had');
          turnIn(retryMs);
        },
      );
    }, delayMs);
    timer.unref();
  }

  turnIn(leftMs(login) / 2);
  return {
    sql: pool.sql,
    async close() {
      closed = true;
      forget();
      clearTimeout(timer);
      await pool.sql.end({ timeout: closeTimeoutSeconds });
      await login.giveBack().catch((err: unknown) => log.warn({ setting, err }, 'a login was not given back'));
    },
  };
}

function leftMs({ endsMs }: { readonly endsMs: number }): number {
  return Math.max(0, endsMs - Date.now());
}

function withLogin(address: string, { user, password }: LeasedLogin): string {
  const url = new URL(address);
  url.username = user;
  url.password = encodeURIComponent(password);
  return url.href;
}
