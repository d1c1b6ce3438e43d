import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connectPostgres } from '../../../db/postgres/connect.ts';
import { openDatabase, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { attemptLeaseMs } from '../../../domain/send-attempt.ts';
import { addressHasher } from '../../../test/address-hasher.ts';
import { startRecordingProvider, type VendorBehaviour } from '../../../test/recording-provider.ts';
import { startScratchStores } from '../../bench/scratch-stores.ts';
import { createSeededRandom, type SeededRandom } from '../../traffic/seeded-random.ts';
import { type ProviderClass, providerAfter, providerClasses } from './provider-class.ts';
import { seedRecoveries } from './seed-recoveries.ts';
import type { SendProcessNews, SendProcessOptions } from './send-process.ts';
import { breachesOf, type KeptMessage, type Tally, tally } from './tally.ts';

/** How long a process lives before it is killed; with very many sends up to five times as long, for a young process sends slowly. */
const lifeMs = { min: 1_500, max: 6_000, maxWithMany: 30_000 } as const;
const manySends = 50_000;
/** Of the sends: what the provider does with the others it says. */
const odds: readonly (readonly [number, VendorBehaviour])[] = [
  [0.01, { kind: 'accept_then_drop' }],
  [0.01, { kind: 'drop' }],
  [0.005, { kind: 'accept_then_stall' }],
  [0.01, { kind: 'accept_then_fail' }],
  [0.005, { kind: 'accept_then_garbage' }],
  [0.02, { kind: 'throttle', retryAfterSeconds: 1 }],
  [0.01, { kind: 'unavailable' }],
  [0.01, { kind: 'reject' }],
];

export interface SendsSummary {
  readonly seed: number;
  readonly kills: number;
  readonly tookMs: number;
  readonly classes: readonly { readonly name: string; readonly tally: Tally }[];
  readonly breaches: number;
}

/** A store of one class of providers under way. */
interface Sending {
  readonly of: ProviderClass;
  readonly storeId: string;
}

/**
 * Sends so many messages by processes that are killed again and again, through providers that take and drop, stall, fail after
 * taking and answer nonsense; then holds what we recorded beside what they truly took.
 */
export async function runSends({
  sends,
  seed,
  print,
}: {
  readonly sends: number;
  readonly seed: number;
  readonly print: (line: string) => void;
}): Promise<SendsSummary> {
  const startedAt = performance.now();
  const random = createSeededRandom(seed);
  const stores = await startScratchStores();
  const lifeMsMax = sends < manySends ? lifeMs.max : lifeMs.maxWithMany;
  let aheadMs = 0;
  const vendor = await startRecordingProvider({ now: () => Date.now() + aheadMs });
  const onNews = (news: SendProcessNews): void => {
    aheadMs = Math.max(aheadMs, news.aheadMs);
  };
  const app = connectPostgres(stores.database.appUrl, { maxConnections: 2, applicationName: 'chaos-seed' });
  const engine = connectPostgres(stores.database.engineUrl, { maxConnections: 2, applicationName: 'chaos-check' });
  const database = openDatabase({ app, engine, addressHasher });
  try {
    vendor.always(() => behaviour(random));
    const sending: Sending[] = [];
    const count = Math.ceil(sends / providerClasses.length);
    for (const [index, of] of providerClasses.entries())
      sending.push({ of, storeId: await seedRecoveries(database, of, { count, firstNumber: index * count }) });
    print(
      `${sends} messages wait in ${sending.length} stores; the processes that send them are killed again and again.`,
    );
    let kills = 0;
    for (; ; kills++) {
      const options: SendProcessOptions = {
        ...{ appUrl: stores.database.appUrl, engineUrl: stores.database.engineUrl, vendorUrl: vendor.url },
        stores: sending.map(({ of, storeId }) => ({
          storeId,
          channel: of.channel,
          provider: providerAfter(of, kills),
        })),
        // What the life before left in doubt is surely over.
        aheadMs: aheadMs + attemptLeaseMs + 1_000,
      };
      const killAfterMs = lifeMs.min + random.next() * (lifeMsMax - lifeMs.min);
      if (await live(options, { killAfterMs, onNews })) break;
      print(`killed ${kills + 1} times; the providers took ${vendor.accepted.length}`);
    }
    const takenBy = new Map<string, number>();
    for (const { to } of vendor.accepted) takenBy.set(to, (takenBy.get(to) ?? 0) + 1);
    const classes = [];
    for (const { of, storeId } of sending)
      classes.push({ name: of.name, tally: tally(await keptMessages(storeId), takenBy) });
    const breaches = classes.reduce((sum, one) => sum + breachesOf(one.tally), 0);
    const summary = { seed, kills, tookMs: Math.round(performance.now() - startedAt), classes, breaches };
    for (const line of linesOf(summary)) print(line);
    return summary;
  } finally {
    await vendor.close();
    await Promise.all([app.end({ timeout: 5 }), engine.end({ timeout: 5 })]);
    await stores.stop();
  }

  function keptMessages(storeId: string): Promise<readonly KeptMessage[]> {
    return withEngine(
      database,
      (tx) => rawSql(tx)<KeptMessage[]>`
      select i.value as address, m.state, m.error_code as "errorCode" from recoveries r
      join identities i on i.store_id = r.store_id and i.customer_id = r.customer_id
      left join messages m on m.store_id = r.store_id and m.recovery_id = r.id
      where r.store_id = ${storeId}`,
    );
  }
}

/** One life of the sending process. Returns whether it came to an end by itself, with nothing open. */
async function live(
  options: SendProcessOptions,
  { killAfterMs, onNews }: { readonly killAfterMs: number; readonly onNews: (news: SendProcessNews) => void },
): Promise<boolean> {
  const child = fork(join(import.meta.dirname, 'send-process.ts'), [JSON.stringify(options)]);
  child.on('message', (news) => onNews(news as SendProcessNews));
  const ended = once(child, 'exit') as Promise<[number | null]>;
  // A life counts from when it can send: else a busy machine would only start processes.
  await Promise.race([once(child, 'message'), ended]);
  const finished = await Promise.race([ended.then(() => true), delay(killAfterMs, false)]);
  if (!finished) child.kill('SIGKILL');
  const [code] = await ended;
  if (code !== 0 && code !== null) throw new Error(`the sending process failed with exit code ${code}`);
  return code === 0;
}

function behaviour(random: SeededRandom): VendorBehaviour {
  let place = random.next();
  for (const [share, one] of odds) {
    place -= share;
    if (place < 0) return one;
  }
  return { kind: 'accept' };
}

function* linesOf({ classes, kills, tookMs }: SendsSummary): Generator<string> {
  yield `${kills} kills in ${Math.round(tookMs / 1_000)} s.`;
  for (const { name, tally: found } of classes) {
    const { messages, accepted, rejected, unknown, unknownArrived } = found;
    yield `${breachesOf(found) === 0 ? 'holds ' : 'BROKEN'}  provider ${name}: ${messages} messages, ${accepted} sent, ${rejected} refused, ${unknown} unknown (${unknownArrived} of them arrived)`;
    yield `          ${found.duplicates} twice, ${found.losses} lost, ${found.deniedArrived} refused and there, ${found.open} open`;
    const causes = Object.entries(found.unknownBecause).sort(([, a], [, b]) => b - a);
    if (causes.length > 0)
      yield `          unknown because: ${causes.map(([cause, times]) => `${cause} ${times}`).join(', ')}`;
  }
}
