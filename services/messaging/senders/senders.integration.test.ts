import { describe, expect } from 'vitest';
import { messageContents, senderLists } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import { addressHash } from '../../../test/address-hasher.ts';
import { newSendCase } from '../../../test/send-case.ts';
import { test } from '../../../test/system-of-record.ts';
import { createSendPlaces } from './places.ts';

const standIn = { standsIn: 1, domains: ['example.com'], list: 'empty' as const };
const spent = { kind: 'reject', code: 'daily_quota_exceeded:429' } as const;

/** Says something else each time it is asked. */
function changingRenderer() {
  let times = 0;
  return {
    render: async ({ to }: { readonly to: string }) => {
      times += 1;
      const message = {
        channel: 'email',
        to,
        from: 'Shop <shop@example.com>',
        subject: 's',
        html: `${times}`,
        text: `${times}`,
        headers: {},
      };
      return { ok: true, message } as never;
    },
  };
}

describe('what a message says', () => {
  test('is the same in every attempt under its key, also after its template changed (field 24)', async ({
    systemOfRecord,
  }) => {
    const { send, sendWith, vendor, shop } = await newSendCase(systemOfRecord, 'email', [
      { kind: 'accept_then_fail' },
      { kind: 'throttle', retryAfterSeconds: 1 },
    ]);
    sendWith(changingRenderer(), 't');
    expect(await send()).toEqual({ kind: 'sent' });
    expect(new Set(vendor.requests.map(({ body }) => body)).size).toBe(1);
    expect(vendor.accepted).toHaveLength(1);
    expect(await shop.write((tx) => tx.select().from(messageContents))).toEqual([]);
  });

  test('is made anew where nobody can have it and the cart is another one', async ({ systemOfRecord }) => {
    const { send, sendWith, touchCart, vendor } = await newSendCase(systemOfRecord, 'email', [
      { kind: 'throttle', retryAfterSeconds: 1 },
    ]);
    sendWith(changingRenderer(), 't');
    await send(1);
    await touchCart({ version: 7 });
    expect(await send()).toEqual({ kind: 'sent' });
    expect(vendor.requests.map(({ body }) => JSON.parse(body).text)).toEqual(['1', '2']);
  });

  test('is never sent again when its provider knows the key with other words', async ({ systemOfRecord }) => {
    const { send, vendor, giveUp } = await newSendCase(systemOfRecord, 'email', [
      { kind: 'reject', code: 'invalid_idempotent_request:409' },
    ]);
    expect(await send(1)).toBe('still trying');
    expect(await giveUp()).toEqual({ kind: 'not_sent', reason: 'outcome_unknown' });
    expect(await send()).toEqual({ kind: 'not_sent', reason: 'outcome_unknown' });
    expect(vendor.accepted).toEqual([]);
  });
});

describe('a quota that is used up (field 25)', () => {
  test('lets the message wait until the day is over, costs it no attempt, and is known to everybody at once', async ({
    systemOfRecord,
  }) => {
    const { send, wait, now, account, message, vendor } = await newSendCase(systemOfRecord, 'email', [spent]);
    const midnight = (Math.floor(now() / dayMs) + 1) * dayMs;
    expect(await send()).toMatchObject({ kind: 'not_sent', reason: 'sender_waits', notBefore: midnight });
    expect(await message()).toMatchObject({ state: 'retry', attempts: 0 });
    expect(await account('resend')).toMatchObject({ breaker: { kind: 'open' }, trouble: { kind: 'day_quota' } });
    expect(vendor.requests).toHaveLength(1);
    wait(midnight - now() + 1);
    expect(await send()).toEqual({ kind: 'sent' });
    expect(await message()).toMatchObject({ attempts: 1 });
    expect(await account('resend')).toMatchObject({ breaker: { kind: 'closed' }, trouble: null });
  });
});

describe('another account', () => {
  test('sends while the first one is closed, and the decision says for whom and why (field 22, field 23)', async ({
    systemOfRecord,
  }) => {
    const { send, setUp, message, decisions } = await newSendCase(systemOfRecord, 'email', [spent]);
    await setUp('sendgrid', standIn);
    expect(await send()).toEqual({ kind: 'sent' });
    const told = { provider: 'sendgrid', standsInFor: 'resend', standsInBecause: 'day_quota' };
    expect(await message()).toMatchObject({ state: 'accepted', ...told });
    expect((await decisions()).find(({ kind }) => kind === 'sent')?.detail).toMatchObject(told);
  });

  test.for([
    ['signs for another domain', { ...standIn, domains: ['mail.example.com'] }],
    ['has a list that nobody imported', { ...standIn, list: 'unknown' as const }],
    ['is not set up to stand in', { ...standIn, standsIn: null }],
  ] as const)('that %s does not', async ([, of], { systemOfRecord }) => {
    const { send, setUp, message } = await newSendCase(systemOfRecord, 'email', [spent]);
    await setUp('sendgrid', { ...of, domains: [...of.domains] });
    expect(await send()).toMatchObject({ reason: 'sender_waits' });
    expect(await message()).toMatchObject({ state: 'retry', provider: 'resend' });
  });

  test('never sends what the first one may have taken, however long that is away', async ({ systemOfRecord }) => {
    const { send, setUp, now, vendor, message } = await newSendCase(systemOfRecord, 'email', [
      { kind: 'accept_then_drop' },
    ]);
    expect(await send(1)).toBe('still trying');
    await setUp('sendgrid', standIn);
    const trouble = { kind: 'unreachable', code: 'timeout', sinceMs: now() } as const;
    await setUp('resend', { breaker: { kind: 'open', until: now() + dayMs, openings: 1 }, trouble });
    expect(await send()).toEqual({ kind: 'sent' });
    expect(await message()).toMatchObject({ provider: 'resend', standsInFor: null });
    expect(vendor.accepted.map(({ vendor: by }) => by)).toEqual(['resend']);
  });

  test('takes over after the first one failed several times in a row before it got the message', async ({
    systemOfRecord,
  }) => {
    const { send, setUp, account, message } = await newSendCase(systemOfRecord, 'email', [{ kind: 'bad_credentials' }]);
    await setUp('sendgrid', standIn);
    expect(await send()).toEqual({ kind: 'sent' });
    expect(await account('resend')).toMatchObject({ trouble: { kind: 'refused' } });
    expect(await message()).toMatchObject({ provider: 'sendgrid', standsInBecause: 'refused' });
  });
});

test.for([
  ['bounce', 'listed_by_provider'],
  ['stop', 'sender_opted_out'],
] as const)(
  'an address on the list of an account for %s is not written to, whatever the store',
  async ([cause, reason], { systemOfRecord }) => {
    const { send, vendor } = await newSendCase(systemOfRecord, 'sms', []);
    const hash = addressHash('+4915112345678');
    await withEngine(systemOfRecord, (tx) =>
      tx.insert(senderLists).values([
        { channel: 'sms', provider: 'sns', addressHash: hash, cause: 'stop', source: 'answer', at: new Date() },
        { channel: 'sms', provider: 'twilio', addressHash: hash, cause, source: 'import', at: new Date() },
      ]),
    );
    expect(await send()).toMatchObject({ kind: 'not_sent', reason });
    expect(vendor.requests).toEqual([]);
  },
);

test('an account that is throttled is sent to at its pace by everybody (field 6)', async ({ systemOfRecord }) => {
  const { send, account, setUp, now, vendor } = await newSendCase(systemOfRecord, 'sms', []);
  await setUp('twilio', { gapMs: 20_000, nextAtMs: now() + 20_000 });
  expect(await send(1)).toBe('still trying');
  expect(vendor.requests).toEqual([]);
  expect(await send()).toEqual({ kind: 'sent' });
  expect((await account('twilio'))?.gapMs).toBeLessThan(20_000);
});

describe('an account with as many messages under way as it may have', () => {
  test('takes no further one, and another account takes its own meanwhile (field 6)', async ({ systemOfRecord }) => {
    const places = createSendPlaces({ placesOf: () => 1, now: Date.now });
    const underWay = places.hold();
    underWay.take({ channel: 'email', provider: 'resend' });
    const same = await newSendCase(systemOfRecord, 'email', []);
    same.limit(places);
    expect(await same.send(1)).toBe('still trying');
    expect([same.vendor.requests.length, await same.message()]).toEqual([0, undefined]);

    const other = await newSendCase(systemOfRecord, 'email', []);
    other.limit(places);
    other.configure({ EMAIL_PROVIDER: 'sendgrid', ...other.bothVendors });
    expect(await other.send(1)).toEqual({ kind: 'sent' });

    underWay.release();
    expect(await same.send(1)).toEqual({ kind: 'sent' });
    // What was sent has given its place back.
    expect(places.hold().take({ channel: 'email', provider: 'resend' })).toBeNull();
  });
});
