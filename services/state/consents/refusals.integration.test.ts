import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { consents, identities } from '../../../db/postgres/schema/index.ts';
import { type Database, withPipeline, withStore } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { AcceptedEvent } from '../../../events/event.ts';
import type { PrivacySubject } from '../../../platforms/platform.ts';
import { eventsOf, minuteAt } from '../../../test/event-factory.ts';
import { linkSettings } from '../../../test/sent-message.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { actOnPrivacyRequest } from '../../accounts/privacy-requests/act.ts';
import { issueLinks } from '../../messaging/links/issue.ts';
import { applyEvents } from '../../pipeline/apply-events.ts';
import { linkToken } from '../links/link-token.ts';
import { createStoreThresholdsCache } from '../stores/idle-thresholds.ts';
import { checkAddress } from '../suppressions/check.ts';
import { unsubscribe } from '../suppressions/unsubscribe.ts';

const { email, guest, account, both } = personOf(0);

describe('a record of a shop', () => {
  test('reaches a customer of whom nothing was ever said', async ({ systemOfRecord }) => {
    const { say, mayReach } = await openScene(systemOfRecord);
    await say(both, 'granted', 'record', 5);
    expect(await mayReach('email')).toBe(true);
  });

  test.for(['email', 'sms'] as const)(
    'that repeats its yes after an unsubscribe from %s changes nothing; an act of a later date does',
    async (channel, { systemOfRecord }) => {
      const { say, click, mayReach } = await openScene(systemOfRecord);
      await say(both, 'granted', 'act', 1, channel);
      await click(channel, 10);
      await say(both, 'granted', 'record', 20, channel);
      await say(both, 'granted', 'act', 10, channel);
      expect(await mayReach(channel)).toBe(false);
      await say(both, 'granted', 'act', 11, channel);
      expect(await mayReach(channel)).toBe(true);
    },
  );

  test('of an account does not take back what its guest refused', async ({ systemOfRecord }) => {
    const { say, mayReach } = await openScene(systemOfRecord);
    await say(guest, 'denied', 'act', 5);
    await say(account, 'granted', 'record', 9);
    await say(both, 'granted', 'record', 12);
    expect(await mayReach('email')).toBe(false);
  });

  test('of a guest is good for the account that the guest turns out to have', async ({ systemOfRecord }) => {
    const { say, mayReach } = await openScene(systemOfRecord);
    await say(account, 'granted', 'act', 1, 'sms');
    await say(guest, 'granted', 'record', 5);
    await say(both, 'granted', 'record', 6, 'sms');
    expect(await mayReach('email')).toBe(true);
  });

  test('that says no of somebody never asked does not keep them from agreeing', async ({ systemOfRecord }) => {
    const { say, mayReach, standing } = await openScene(systemOfRecord);
    await say(both, 'denied', 'record', 5);
    expect(await standing('email')).toBe('unasked');
    await say(both, 'granted', 'record', 6);
    expect(await mayReach('email')).toBe(true);
  });

  test('that says no of somebody who agreed is the shop’s own unsubscribing', async ({ systemOfRecord }) => {
    const { say, mayReach } = await openScene(systemOfRecord);
    await say(both, 'granted', 'act', 5);
    await say(both, 'denied', 'record', 6);
    await say(both, 'granted', 'record', 7);
    expect(await mayReach('email')).toBe(false);
  });

  test('is not believed of an address that unsubscribed before its customer was known', async ({ systemOfRecord }) => {
    const { say, redact, mayReach } = await openScene(systemOfRecord);
    await redact({ customerId: null, email, phone: null }, 3);
    await say(both, 'granted', 'record', 9);
    expect(await mayReach('email')).toBe(false);
    await say(both, 'granted', 'act', 10);
    expect(await mayReach('email')).toBe(true);
  });
});

interface Step {
  readonly kind: 'act' | 'record' | 'click' | 'redact';
  readonly who: 'guest' | 'account' | 'both';
  readonly status: 'granted' | 'denied';
  readonly channel: 'email' | 'sms';
  readonly minute: number;
}

const word = fc.record({
  kind: fc.constantFrom('act', 'record'),
  who: fc.constantFrom('guest', 'account', 'both'),
  status: fc.constantFrom('granted', 'denied'),
  channel: fc.constantFrom('email', 'sms'),
  minute: fc.integer({ min: 1, max: 9 }),
});
/** What is clicked or asked for here is never older than what arrived before it. */
const wish = fc.record({
  kind: fc.constantFrom('click', 'redact'),
  who: fc.constant('both'),
  status: fc.constant('denied'),
  channel: fc.constantFrom('email', 'sms'),
  minute: fc.constant(10),
});
const lateWord = word.map((said) => ({ ...said, minute: said.minute + 6 }));
const story: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.array(word, { maxLength: 4 }), fc.option(wish), fc.array(lateWord, { maxLength: 3 }))
  .map(([before, asked, after]) => [...before, ...(asked ? [asked] : []), ...after]);

/** The rules, said of one channel of one customer whose names all turned out to be theirs. */
function possiblyContactable(told: readonly Step[], channel: 'email' | 'sms'): boolean {
  const of = told.filter((each) => each.channel === channel || each.kind === 'redact');
  const minutes = (kinds: readonly Step['kind'][], status: Step['status']) =>
    of.filter((each) => kinds.includes(each.kind) && each.status === status).map(({ minute }) => minute);
  const refusedAt = Math.max(0, ...minutes(['act', 'click', 'redact'], 'denied'));
  const agreedAt = Math.max(0, ...minutes(['act'], 'granted'));
  if (refusedAt > 0 && agreedAt <= refusedAt) return false;
  const since = agreedAt > 0 ? agreedAt : Math.min(...minutes(['record'], 'granted'));
  return Number.isFinite(since) && minutes(['record'], 'denied').every((minute) => minute < since);
}

/** Their stories are told at the same time, each in its own order. */
const personsTogether = 25;

test('nobody is reachable after a refusal without a dated yes that is later, and everybody else who agreed is, whatever the order of arrival', async ({
  systemOfRecord,
}) => {
  await fc.assert(
    fc.asyncProperty(fc.array(story, { minLength: personsTogether, maxLength: personsTogether }), async (stories) => {
      const scene = await openScene(systemOfRecord);
      const told = stories.map((): Step[] => []);
      for (let turn = 0; turn < Math.max(...stories.map(({ length }) => length)); turn++) {
        const steps = stories.flatMap((steps, index) => {
          const next = steps[turn];
          return next ? [{ ...next, person: personOf(index), index }] : [];
        });
        await scene.take(
          ...steps.flatMap(({ kind, who, person, channel, status, minute }) =>
            isWord(kind) ? [scene.word(person[who], { status, basis: kind, minute, channel })] : [],
          ),
        );
        for (const { kind, channel, minute, person } of steps) {
          if (kind === 'click') await scene.click(channel, minute, person);
          if (kind === 'redact') await scene.redact(person.both, minute);
        }
        for (const { person: _, index, ...said } of steps) told[index]?.push(said);
      }
      await scene.meet(...stories.map((_, index) => personOf(index)));
      for (const [index, steps] of told.entries())
        for (const channel of ['email', 'sms'] as const)
          expect(await scene.mayReach(channel, personOf(index)), `${channel} of ${JSON.stringify(steps)}`).toBe(
            possiblyContactable(steps, channel),
          );
    }),
    { numRuns: 2 },
  );
}, 120_000);

function isWord(kind: Step['kind']): kind is 'act' | 'record' {
  return kind === 'act' || kind === 'record';
}

/** One of the customers of a store: a guest and an account who are the same. */
function personOf(index: number) {
  const guest = { email: `mia${index}@home.example`, phone: `+43660123${1000 + index}` };
  const account = { customerId: `k-${index}` };
  return { ...guest, guest, account, both: { ...guest, ...account } };
}

type Person = ReturnType<typeof personOf>;

/** A store in which a customer is a guest, an account, and in the end known to be both. */
async function openScene(database: Database) {
  const shop = await createShop(database);
  const { storeId } = shop;
  const event = eventsOf(storeId);
  const storeThresholds = createStoreThresholdsCache();
  const take = (...events: readonly AcceptedEvent[]) =>
    withPipeline(database, (tx) => applyEvents(tx, events, { storeThresholds }));
  const meet = (...persons: readonly Person[]) =>
    take(...persons.map(({ both: who }) => event('customer_identified', { who })));
  const idOf = async (person: Person): Promise<string> => {
    const [row] = await shop.write((tx) =>
      tx
        .select()
        .from(identities)
        .where(and(eq(identities.kind, 'email'), eq(identities.value, person.email))),
    );
    return row?.customerId ?? '';
  };
  const standing = async (channel: Channel, person = personOf(0)) => {
    const customerId = await idOf(person);
    const [row] = await shop.write((tx) =>
      tx
        .select()
        .from(consents)
        .where(and(eq(consents.customerId, customerId), eq(consents.channel, channel))),
    );
    return row?.status;
  };
  const word = (
    who: object,
    said: { status: 'granted' | 'denied'; basis: 'act' | 'record'; minute: number; channel: Channel },
  ) => event('consent_updated', { who, ...said, source: 'shop' });
  return {
    take,
    meet,
    word,
    standing,
    say: (
      who: object,
      status: 'granted' | 'denied',
      basis: 'act' | 'record',
      minute: number,
      channel: Channel = 'email',
    ) => take(word(who, { status, basis, minute, channel })),
    /** The one-click link of a message to the customer. */
    async click(channel: Channel, minute: number, person = personOf(0)) {
      await meet(person);
      const ids = { storeId, messageId: randomUUID(), cartId: randomUUID(), customerId: await idOf(person) };
      await shop.write((tx) => issueLinks(tx, { ...ids, channel, now: 0 }, linkSettings));
      const token = linkToken(linkSettings.secret, { kind: 'unsubscribe', ...ids });
      await unsubscribe(database, { token, scope: 'channel', source: 'one_click', now: minuteAt(minute) });
    },
    redact: (subject: PrivacySubject, minute: number) =>
      withStore(database, storeId, (tx) =>
        actOnPrivacyRequest(tx, {
          actor: system,
          requestId: randomUUID(),
          ...{ storeId, deliveryId: randomUUID(), at: minuteAt(minute), subject },
          request: 'customer_redact',
        }),
      ),
    async mayReach(channel: Channel, person = personOf(0)) {
      const customerId = await idOf(person);
      const { kind } = await shop.write((tx) => checkAddress(tx, { storeId, customerId, channel }));
      return (await standing(channel, person)) === 'granted' && kind === 'usable';
    },
  };
}
