import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { createPublicRoutes } from '../../../api/routes/public/index.ts';
import type { EmailMessage, Provider, SendResult } from '../../../channels/provider.ts';
import { consents, optInRequests, suppressions } from '../../../db/postgres/schema/index.ts';
import { type Database, withPipeline } from '../../../db/postgres/tenancy.ts';
import { dayMs, hourMs, minuteMs } from '../../../domain/duration.ts';
import type { AcceptedEvent } from '../../../events/event.ts';
import { addressHash } from '../../../test/address-hasher.ts';
import { eventsOf } from '../../../test/event-factory.ts';
import { flagsOf } from '../../../test/flags-fixture.ts';
import { onlyProvider } from '../../../test/only-provider.ts';
import { linkSettings } from '../../../test/sent-message.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { applyEvents } from '../../pipeline/apply-events.ts';
import { createStoreThresholdsCache } from '../../state/stores/idle-thresholds.ts';
import { optInLimits } from './limits.ts';
import { sendDueOptIns } from './send-due.ts';

const email = 'vera@home.example';

describe('a yes that only a browser said', () => {
  test('is confirmed by whoever reads the address, and counts from then on', async ({ systemOfRecord }) => {
    const scene = await openScene(systemOfRecord);
    await scene.browserSays({ email });
    expect(await scene.standing()).toBeUndefined();
    await scene.send();
    const [mail, ...more] = scene.mails();
    expect([mail?.to, more]).toEqual([email, []]);

    const asked = await scene.open();
    expect([asked.status, await asked.text()]).toEqual([200, expect.stringContaining('Yes, remind me')]);
    expect(await scene.standing()).toBeUndefined();
    expect((await scene.answer('yes')).status).toBe(200);
    expect(await scene.standing()).toBe('granted');
  });

  test('brings its address one plain e-mail with nothing in it that a browser said', async ({ systemOfRecord }) => {
    const scene = await openScene(systemOfRecord, 'Kitchen & Co');
    await scene.browserSays({ email, source: 'You won! prize.example' });
    await scene.send();
    const [mail] = scene.mails();
    expect(mail?.subject).toBe('Please confirm: reminders from Kitchen & Co');
    expect(mail?.html).toContain('Kitchen &amp; Co');
    expect(JSON.stringify(mail)).not.toMatch(/won|prize|<img/);
    expect(mail?.text.match(/https?:/g)).toHaveLength(1);
  });

  test('leaves an address that was confirmed as it is when a stranger enters it again (field 36)', async ({
    systemOfRecord,
  }) => {
    const scene = await openScene(systemOfRecord);
    await scene.browserSays({ email });
    await scene.send();
    await scene.answer('yes');
    scene.wait(optInLimits.addressPauseMs + hourMs);
    const strangers = { email, source: 'another box' };
    await scene.browserSays(strangers);
    expect(await scene.standing()).toBe('granted');
    await scene.send();
    expect(scene.mails()).toHaveLength(1);
    expect(await scene.requests()).toHaveLength(1);
  });

  test('asks an address once a day, whoever names it and however often, and three times in all', async ({
    systemOfRecord,
  }) => {
    const scene = await openScene(systemOfRecord);
    for (let day = 0; day < 6; day++) {
      await scene.browserSays({ email }, { email: 'VERA@home.example' });
      await scene.browserSays({ email });
      await scene.send();
      await scene.send();
      scene.wait(dayMs);
    }
    expect(scene.mails()).toHaveLength(optInLimits.perAddressMax);
  });

  test('asks so many addresses of a store within an hour, and more in the next', async ({ systemOfRecord }) => {
    const scene = await openScene(systemOfRecord);
    const strangers = (part: string) =>
      Array.from({ length: optInLimits.perStoreAndHourMax }, (_, n) => ({ email: `${part}${n}@home.example` }));
    await scene.browserSays(...strangers('a'));
    await scene.browserSays(...strangers('b'));
    expect(await scene.requests()).toHaveLength(optInLimits.perStoreAndHourMax);
    scene.wait(hourMs + 1);
    await scene.browserSays({ email });
    expect(await scene.requests()).toHaveLength(optInLimits.perStoreAndHourMax + 1);
  });

  test.for(['unsubscribe', 'bounce', 'privacy_request'] as const)(
    'never asks an address that is suppressed by %s, before or after it was to be asked',
    async (cause, { systemOfRecord }) => {
      const scene = await openScene(systemOfRecord);
      await scene.browserSays({ email });
      await scene.suppress(cause);
      await scene.send();
      scene.wait(2 * dayMs);
      await scene.browserSays({ email });
      await scene.send();
      expect(scene.mails()).toEqual([]);
      expect(await scene.requests()).toMatchObject([{ status: 'not_sent', reason: 'suppressed' }]);
    },
  );

  test('asks nobody who refused, nor anybody who agrees already', async ({ systemOfRecord }) => {
    for (const status of ['granted', 'denied'] as const) {
      const scene = await openScene(systemOfRecord);
      await scene.shopSays(status);
      await scene.browserSays({ email });
      expect(await scene.requests()).toEqual([]);
      expect(await scene.standing()).toBe(status);
    }
  });
});

describe('the link of a confirmation e-mail', () => {
  test('is good for a week and for one yes', async ({ systemOfRecord }) => {
    const scene = await openScene(systemOfRecord);
    await scene.browserSays({ email });
    await scene.send();
    await scene.answer('yes');
    await scene.shopSays('denied');
    expect((await scene.answer('yes')).status).toBe(200);
    expect(await scene.standing()).toBe('denied');

    const late = await openScene(systemOfRecord);
    await late.browserSays({ email });
    await late.send();
    late.wait(optInLimits.linkMs);
    expect((await late.open()).status).toBe(410);
    expect((await late.answer('yes')).status).toBe(410);
    expect(await late.standing()).toBeUndefined();
  });

  test('says no for ever, and unknown ones say nothing', async ({ systemOfRecord }) => {
    const scene = await openScene(systemOfRecord);
    await scene.browserSays({ email });
    await scene.send();
    expect((await scene.answer('no')).status).toBe(200);
    expect(await scene.standing()).toBe('denied');
    scene.wait(2 * dayMs);
    await scene.browserSays({ email });
    expect(await scene.requests()).toHaveLength(1);
    expect((await scene.answer('maybe')).status).toBe(400);
    expect((await scene.answer('yes', 'A'.repeat(43))).status).toBe(404);
  });
});

describe('an attempt', () => {
  test('that the provider refuses for now is made again, under the same key and with the same text', async ({
    systemOfRecord,
  }) => {
    const scene = await openScene(systemOfRecord);
    await scene.browserSays({ email });
    expect(await scene.send({ kind: 'rejected', class: 'retry', code: 'rate_limited' })).toEqual(['later']);
    expect(await scene.send()).toEqual([]);
    scene.wait(hourMs);
    expect(await scene.send()).toEqual(['sent']);
    const [first, second] = scene.sends();
    expect(second).toEqual(first);
  });

  test('of which nobody knows what became is repeated only under a key that the provider knows', async ({
    systemOfRecord,
  }) => {
    const known = await openScene(systemOfRecord);
    await known.browserSays({ email });
    expect(await known.send({ kind: 'unknown', cause: 'timeout' })).toEqual(['later']);
    known.wait(hourMs);
    expect(await known.send()).toEqual(['sent']);
    known.wait(hourMs);
    expect(await known.send()).toEqual([]);

    const keyless = await openScene(systemOfRecord, 'Shop', { kind: 'none' });
    await keyless.browserSays({ email });
    expect(await keyless.send({ kind: 'unknown', cause: 'timeout' })).toEqual(['unknown']);
    keyless.wait(hourMs);
    expect(await keyless.send()).toEqual([]);
  });

  test('in doubt is made again by the provider that may have it, and by no other', async ({ systemOfRecord }) => {
    const scene = await openScene(systemOfRecord);
    await scene.browserSays({ email });
    expect(await scene.send({ kind: 'unknown', cause: 'timeout' })).toEqual(['later']);
    scene.wait(hourMs);
    expect(await scene.send({ kind: 'rejected', class: 'retry', code: 'rate_limited' })).toEqual(['later']);
    scene.wait(hourMs);
    scene.changeProvider('another');
    expect(await scene.send()).toEqual(['unknown']);
    expect(scene.sends()).toHaveLength(2);
  });

  test('that was refused for now may be made by another provider', async ({ systemOfRecord }) => {
    const scene = await openScene(systemOfRecord);
    await scene.browserSays({ email });
    expect(await scene.send({ kind: 'rejected', class: 'retry', code: 'rate_limited' })).toEqual(['later']);
    scene.wait(hourMs);
    scene.changeProvider('another');
    expect(await scene.send()).toEqual(['sent']);
  });

  test('waits while a switch stops e-mail, and goes out once when it is lifted (operations T22)', async ({
    systemOfRecord,
  }) => {
    const scene = await openScene(systemOfRecord);
    await scene.browserSays({ email });
    scene.switches.say('sending_email', { kind: 'off' });
    expect(await scene.send()).toEqual(['later']);
    scene.wait(minuteMs);
    expect(await scene.send()).toEqual(['later']);
    scene.switches.takeBack('sending_email');
    scene.wait(minuteMs);
    expect(await scene.send()).toEqual(['sent']);
    expect(scene.sends()).toHaveLength(1);
  });
});

const idempotent = { kind: 'idempotency_key', windowMs: dayMs } as const;

/** A store with its own clock; what a customer says on the page goes straight through the pipeline. */
async function openScene(database: Database, name = 'Shop', recovery: Provider['recovery'] = idempotent) {
  const shop = await createShop(database, { name });
  const { storeId } = shop;
  const event = eventsOf(storeId);
  const storeThresholds = createStoreThresholdsCache();
  let nowMs = Date.UTC(2026, 10, 2, 9);
  const now = () => nowMs;
  const switches = flagsOf({ now });
  const take = (...events: readonly AcceptedEvent[]) =>
    withPipeline(database, (tx) => applyEvents(tx, events, { storeThresholds, now }));
  const consent = (status: 'granted' | 'denied', source: string, address: string): AcceptedEvent => ({
    ...event('consent_updated', { channel: 'email', status, source, who: { anonymousId: address, email: address } }),
    occurredAt: new Date(nowMs).toISOString(),
    receivedAt: nowMs,
  });
  const sends: { message: EmailMessage; key: string; taken: boolean }[] = [];
  const results: SendResult[] = [];
  let provider: Provider<EmailMessage> = {
    name: 'test',
    channel: 'email',
    recovery,
    async send(message, { idempotencyKey: key, storeId: of }) {
      const result = results.shift() ?? { kind: 'accepted', providerMessageId: key };
      if (of === storeId) sends.push({ message, key, taken: result.kind === 'accepted' });
      return result;
    },
  };
  const routes = createPublicRoutes({
    database,
    operations: database,
    now,
    showSandbox: false,
    showDemo: false,
    reportError: (error) => {
      throw error;
    },
    eventLog: {
      async append(_, events) {
        await take(...events);
        return events.map(() => 'accepted' as const);
      },
    },
  });
  const requests = () => shop.write((tx) => tx.select().from(optInRequests).orderBy(optInRequests.requestedAt));
  const token = () => /\/c\/([A-Za-z0-9_-]{43})/.exec(sends.at(-1)?.message.text ?? '')?.[1] ?? '';
  return {
    requests,
    changeProvider: (newName: string) => {
      provider = { ...provider, name: newName };
    },
    wait: (ms: number) => {
      nowMs += ms;
    },
    browserSays: (...said: readonly { email: string; source?: string }[]) =>
      take(
        ...said.map((one) => ({
          ...consent('granted', one.source ?? 'box', one.email),
          provenance: 'browser' as const,
        })),
      ),
    shopSays(status: 'granted' | 'denied') {
      nowMs += 1;
      return take(consent(status, 'shop', email));
    },
    /** Works off what is due of every store of the file; answers what became of this one's. */
    async send(...ordered: readonly SendResult[]) {
      results.push(...ordered);
      const due = await requests();
      const done = await sendDueOptIns(
        {
          database,
          providers: onlyProvider(provider),
          flags: switches.flags,
          links: linkSettings,
          defaultFrom: 'a@b.example',
          now,
        },
        { limit: 1_000 },
      );
      return due.length === 0 ? [] : done;
    },
    switches,
    sends: () => sends.map(({ message, key }) => ({ message, key })),
    mails: () => sends.filter(({ taken }) => taken).map(({ message }) => message),
    open: () => routes.request(`/c/${token()}`),
    answer: (answer: string, of = token()) =>
      routes.request(`/c/${of}`, { method: 'POST', body: new URLSearchParams({ answer }) }),
    suppress: (cause: 'unsubscribe' | 'bounce' | 'privacy_request') =>
      shop.write((tx) =>
        tx.insert(suppressions).values({ storeId, channel: 'email', addressHash: addressHash(email), cause }),
      ),
    async standing() {
      const rows = await shop.write((tx) =>
        tx
          .select()
          .from(consents)
          .where(and(eq(consents.storeId, storeId), eq(consents.channel, 'email'))),
      );
      return rows[0]?.status;
    },
  };
}
