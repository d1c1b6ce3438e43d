/** Child process of `run-sends.ts`, which kills it: sends what is open until nothing is, as workers do after a restart. */

import type { Provider } from '../../../channels/provider.ts';
import type { Providers } from '../../../channels/providers.ts';
import { createBuiltInTemplates } from '../../../channels/render/built-in-templates.ts';
import { createRenderer } from '../../../channels/render/renderer.ts';
import { connectPostgres } from '../../../db/postgres/connect.ts';
import { stores } from '../../../db/postgres/schema/index.ts';
import { openDatabase, rawSql, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { attemptLeaseMs } from '../../../domain/send-attempt.ts';
import { mapBounded } from '../../../runtime/map-bounded.ts';
import { sendMessage } from '../../../services/messaging/messages/send.ts';
import { RetryLaterError } from '../../../services/shared/retry-later-error.ts';
import { addressHasher } from '../../../test/address-hasher.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { loadImitations } from '../../../test/imitated-vendor.ts';

/** What the parent says, as JSON in the first argument. */
export interface SendProcessOptions {
  readonly appUrl: string;
  readonly engineUrl: string;
  readonly vendorUrl: string;
  /** Who sends for each store, with the channel. */
  readonly stores: readonly { readonly storeId: string; readonly channel: Channel; readonly provider: string }[];
  /** How far its clock is ahead, milliseconds: time passes between two lives without anybody waiting for it. */
  readonly aheadMs: number;
}

/** Told when it can send, and whenever its clock has moved on. */
export interface SendProcessNews {
  readonly aheadMs: number;
}

const atOnce = 24;
const pageRows = 2_000;
/** A vendor that does not answer is given up after this long. */
const vendorTimeoutMs = 250;

const options = JSON.parse(process.argv[2] ?? '{}') as SendProcessOptions;
const app = connectPostgres(options.appUrl, { maxConnections: 12, applicationName: 'chaos-sends' });
const engine = connectPostgres(options.engineUrl, { maxConnections: 2, applicationName: 'chaos-sends' });
const database = openDatabase({ app, engine, addressHasher });
const templates = createBuiltInTemplates();
const renderer = createRenderer({ templates });
let aheadMs = options.aheadMs;
let waitedUntilMs = 0;
const now = () => Date.now() + aheadMs;

const vendors = await loadImitations();
const opened = new Map<string, Provider>();
for (const name of ['onesignal', 'twilio', 'sns']) {
  const vendor = vendors.get(name)?.open({ baseUrl: options.vendorUrl, timeoutMs: vendorTimeoutMs });
  if (vendor) opened.set(name, vendor);
}
const providers: Providers = {
  choose: (channel, picks) => providers.named(channel, picks[channel] ?? ''),
  named: (_channel, name) => opened.get(name) as never,
};
const deps = {
  ...{ database, providers, renderer, flags: allOn, now },
  links: { secret: 'the link secret of the exercise', publicUrl: 'https://engine.example' },
  defaultFrom: 'Shop <shop@engine.example>',
  consistentAsOf: async () => now(),
};

for (const { storeId, channel, provider } of options.stores)
  await withStore(database, storeId, (tx) => tx.update(stores).set({ providers: { [channel]: provider } }));

tell();
for (;;) {
  const sent = await sendOpen();
  if (sent === 0) break;
  // Whatever this pass left in doubt is surely over by then.
  aheadMs += attemptLeaseMs + 1_000;
  tell();
}
process.exit(0);

/** The provider's clock goes with ours. */
function tell(): void {
  process.send?.({ aheadMs } satisfies SendProcessNews);
}

/** Sends every message that is not settled, once. Returns how many there were. */
async function sendOpen(): Promise<number> {
  let count = 0;
  for (const { storeId, channel } of options.stores) {
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const page = await openRecoveries(storeId, after);
      await mapBounded(page, { concurrencyMax: atOnce }, (recoveryId) => send(storeId, recoveryId, channel));
      count += page.length;
      after = page.at(-1) ?? after;
      if (page.length < pageRows) break;
    }
  }
  return count;
}

function openRecoveries(storeId: string, after: string): Promise<string[]> {
  return withEngine(database, async (tx) => {
    const rows = await rawSql(tx)<{ id: string }[]>`
      select r.id from recoveries r
      left join messages m on m.store_id = r.store_id and m.recovery_id = r.id
      where r.store_id = ${storeId} and r.id > ${after} and (m.state is null or m.state in ('sending', 'retry'))
      order by r.id limit ${pageRows}`;
    return rows.map(({ id }) => id);
  });
}

async function send(storeId: string, recoveryId: string, channel: Channel): Promise<void> {
  const message = { storeId, recoveryId, ruleId: 'touch-1', channel, template: 'cart-reminder-1' };
  try {
    await sendMessage(deps, { ...message, knownActivityAt: now() }, new AbortController().signal);
  } catch (error) {
    if (!(error instanceof RetryLaterError)) throw error;
    if (error.code === 'sender_waits') passTime(error.retryAfterMs ?? 0);
  }
}

/**
 * A provider in trouble is left alone for a while, and so is everybody behind it: that while passes at once. Nobody else's attempt is
 * taken for over by it, since none is made twice before the pass is.
 */
function passTime(waitMs: number): void {
  const untilMs = Math.max(waitedUntilMs, now() + waitMs);
  if (untilMs === waitedUntilMs) return;
  waitedUntilMs = untilMs;
  aheadMs += Math.max(0, untilMs - now());
  tell();
}
