import { createSessionAuthentication } from '../../api/auth/session-authentication.ts';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { openDatabase } from '../../db/postgres/tenancy.ts';
import { connectRedis } from '../../db/redis/connect.ts';
import { system } from '../../domain/actor.ts';
import { type Accounts, createAccounts } from '../../services/accounts/accounts.ts';
import { noMailer } from '../../services/accounts/mailer.ts';
import { openAccountNews } from '../../services/accounts/news/account-news.ts';
import { signIn } from '../../services/accounts/sessions/sign-in.ts';
import { createAccessTokens } from '../../services/accounts/tokens/access-token.ts';
import { createUser } from '../../services/accounts/users/create.ts';
import { addressHasher } from '../../test/address-hasher.ts';
import type { BenchResult } from './bench-result.ts';
import { startScratchStores } from './scratch-stores.ts';

const secret = 'the installation secret of the bench';
const publicUrl = 'https://engine.example';
const persons = 20;
const tokensPerPerson = 50;
/** Requests per second of people at their dashboards. */
const rate = 1_000;
const seconds = 5;
const tickMs = 5;

/**
 * Checks of access tokens at a steady rate, as the guard of a route makes them: signature, session, rights. Each token is
 * checked several times, as pages do. Raw is one bare verification of a token's signature.
 */
export async function benchAuth(): Promise<BenchResult[]> {
  const stores = await startScratchStores();
  const app = connectPostgres(stores.database.appUrl, { maxConnections: 12, applicationName: 'bench' });
  const engine = connectPostgres(stores.database.engineUrl, { maxConnections: 8, applicationName: 'bench' });
  const redis = connectRedis(stores.redisUrl, { purpose: 'request' });
  const subscriber = connectRedis(stores.redisUrl, { purpose: 'blocking' });
  const news = openAccountNews({ redis, subscriber, onFailure: () => {} });
  const accounts = createAccounts({
    ...{ database: openDatabase({ app, engine, addressHasher }), news, mailer: noMailer, now: Date.now },
    ...{ secret, publicUrl: () => publicUrl },
  });
  try {
    const tokens = await signPeopleIn(accounts);
    const raw = await rawVerifiesMs(tokens);
    const checks = await checksAtRate(accounts, tokens);
    return [
      {
        name: `token checks at ${rate} a second`,
        unit: 'ms, p95',
        ours: at(checks, 0.95),
        raw: at(raw, 0.95),
        ratio: at(raw, 0.95) / at(checks, 0.95),
        note: `${checks.length} checks of ${tokens.length} tokens: p50 ${at(checks, 0.5).toFixed(3)} ms, p99 ${at(checks, 0.99).toFixed(3)} ms; raw: one verification alone, p50 ${at(raw, 0.5).toFixed(3)} ms`,
      },
    ];
  } finally {
    news.close();
    await redis.quit();
    await Promise.all([app.end({ timeout: 5 }), engine.end({ timeout: 5 })]);
    await stores.stop();
  }
}

async function signPeopleIn(accounts: Accounts): Promise<string[]> {
  const tokens: string[] = [];
  for (let index = 0; index < persons; index++) {
    const [email, password] = [`person-${index}@shop.example`, 'a sentence that only benches know'];
    await createUser(accounts, { actor: system, email, name: 'Ada', password });
    const known = await signIn(accounts, { email, password, agent: 'bench' });
    if (known.kind !== 'signed_in') throw new Error('a person without a second factor was asked for one');
    const { userId, sessionId } = known.session;
    for (let made = 0; made < tokensPerPerson; made++) {
      // Signatures are the same for the same claims: each token is of another second.
      const maker = createAccessTokens({ secret, now: () => Date.now() - made * 1_000 });
      tokens.push(await maker.issue({ userId, sessionId, generation: 1 }));
    }
  }
  return tokens;
}

/** One after the other, each with a reader that has seen no token. */
async function rawVerifiesMs(tokens: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  const reader = createAccessTokens({ secret, now: Date.now });
  for (const token of tokens) {
    const startedAt = performance.now();
    await reader.read(token);
    times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b);
}

async function checksAtRate(accounts: Accounts, tokens: readonly string[]): Promise<number[]> {
  const reading = { ...accounts, accessTokens: createAccessTokens({ secret, now: Date.now }) };
  const { authenticate } = createSessionAuthentication(reading);
  const times: number[] = [];
  const running: Promise<void>[] = [];
  const check = async (dueAt: number, token: string): Promise<void> => {
    await authenticate({ token, method: 'GET', origin: undefined, storeId: undefined, address: '' });
    times.push(performance.now() - dueAt);
  };
  const begunAt = performance.now();
  for (let sent = 0; sent < rate * seconds; ) {
    const due = Math.floor(((performance.now() - begunAt) * rate) / 1_000);
    for (; sent < Math.min(due, rate * seconds); sent++)
      running.push(check(performance.now(), tokens[sent % tokens.length] ?? ''));
    await new Promise((resolve) => setTimeout(resolve, tickMs));
  }
  await Promise.all(running);
  return times.sort((a, b) => a - b);
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}
