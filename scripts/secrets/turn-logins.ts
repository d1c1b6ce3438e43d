import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { dropLogin, makeLoginLike } from '../../db/postgres/turn-login.ts';
import { minuteMs, secondMs } from '../../domain/duration.ts';
import type { TlsOptions } from '../../runtime/identity/identity.ts';
import { Refusal } from '../store/ask-engine.ts';
import type { ReadInstallation } from '../store/read-installation.ts';

/** The addresses whose logins take turns; the owner's is used at a start only. */
const settings = ['POSTGRES_URL', 'POSTGRES_ENGINE_URL'] as const;
/** Processes read again within a minute, and close what they had within another. */
const waitMsMax = 10 * minuteMs;

export interface TurnLogins extends Pick<ReadInstallation, 'secrets'> {
  /** As somebody who may make roles. */
  readonly adminUrl: string;
  /** With which certificate of ours; undefined: as the address says. */
  readonly tls?: TlsOptions | undefined;
  /** File for the new addresses, where the engine may not write to what holds them; undefined: refuse then. */
  readonly out: string | undefined;
  readonly say: (line: string) => void;
}

/**
 * Makes new logins beside those of now, puts their addresses where the processes read them, and drops the old logins once nobody is
 * connected with them. No request fails: until then both work.
 */
export async function turnLogins({ secrets, adminUrl, tls, out, say }: TurnLogins): Promise<void> {
  const admin = connectPostgres(adminUrl, { maxConnections: 1, applicationName: 'secrets-rotate', tls });
  try {
    const written: string[] = [];
    for (const setting of settings) {
      const address = secrets.text(setting);
      const old = address && new URL(address).username;
      if (!address || !old)
        throw new Refusal(`${setting} names no login: a vault that leases them turns them by itself.`);
      if (!secrets.canPut(setting) && out === undefined)
        throw new Refusal(
          `${setting} is kept where the engine may not write: name a file for the new address by --out.`,
        );
      const { login, password } = await makeLoginLike(admin, old);
      const next = Object.assign(new URL(address), { username: login, password }).href;
      if (await secrets.put(setting, next)) {
        say(`${setting}: ${login} takes the place of ${old}`);
        await dropWhenLeft(admin, old, say);
      } else {
        written.push(`${setting}=${next}`);
        say(
          `${setting}: ${login} is made. Once no process uses ${old}: npm run secrets:rotate -- postgres --drop ${old}`,
        );
      }
    }
    if (out !== undefined && written.length > 0) {
      writeFileSync(out, `${written.join('\n')}\n`, { mode: 0o600, flag: 'wx' });
      say(
        `The new addresses are in ${out}: put them where POSTGRES_URL and POSTGRES_ENGINE_URL come from, and delete it.`,
      );
    }
  } finally {
    await admin.end({ timeout: 5 });
  }
}

/** Drops a login that was turned before. */
export async function dropTurned(adminUrl: string, login: string, tls?: TlsOptions): Promise<void> {
  const admin = connectPostgres(adminUrl, { maxConnections: 1, applicationName: 'secrets-rotate', tls });
  try {
    const connected = await dropLogin(admin, login);
    if (connected > 0) throw new Refusal(`${connected} connections still use ${login}.`);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

async function dropWhenLeft(admin: Sql, login: string, say: (line: string) => void): Promise<void> {
  for (let waitedMs = 0; waitedMs < waitMsMax; waitedMs += secondMs) {
    if ((await dropLogin(admin, login)) === 0) return say(`${login}: dropped`);
    await delay(secondMs);
  }
  say(`${login} is still in use: it stays. Later: npm run secrets:rotate -- postgres --drop ${login}`);
}
