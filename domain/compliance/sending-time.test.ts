import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { hourMs } from '../duration.ts';
import { type SendingFacts, sendingTime } from './sending-time.ts';

const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const nobody: SendingFacts = {
  ...{ channel: 'sms', quietHours: null, countryRules: 'by_country', sentOfCart: 0, abandonedAt: 0 },
  ...{ timeZone: null, country: null, region: null, phone: null, storeTimeZone: 'Europe/Vienna' },
};
/** A message that is asked for an hour after the cart was left. */
function ask(now: string, known: Partial<SendingFacts>) {
  const nowMs = at(now);
  return sendingTime({ ...nobody, abandonedAt: nowMs - hourMs, ...known }, nowMs);
}
const allowed = { kind: 'allowed' };
const quietUntil = (text: string) => ({ kind: 'quiet', until: at(text) });

describe('a text to France', () => {
  const france = { country: 'FR', phone: '+33612345678' };
  test.each([
    ['on a working day at noon', '2027-03-25T12:00', null],
    ['at nine in the morning', '2027-03-25T09:00', '2027-03-25T10:00'],
    ['at eight in the evening', '2027-03-25T20:00', '2027-03-27T10:00'],
    ['on Easter Monday', '2027-03-29T12:00', '2027-03-30T10:00'],
    ['on a Sunday', '2027-03-07T12:00', '2027-03-08T10:00'],
  ])('%s', (_when, now, until) => {
    const zone = '[Europe/Paris]';
    expect(ask(now + zone, france)).toEqual(until === null ? allowed : quietUntil(until + zone));
  });

  test('is bound by its rules when only the number says so (field 39)', () => {
    expect(ask('2027-03-07T12:00[Europe/Paris]', { country: 'DE', phone: '+33612345678' })).toMatchObject({
      kind: 'quiet',
    });
  });

  test('is no matter of e-mail', () => {
    expect(ask('2027-03-07T12:00[Europe/Paris]', { ...france, channel: 'email', phone: null })).toEqual(allowed);
  });
});

describe('a text to the USA', () => {
  test('keeps the hours of the state, on the clocks of the state', () => {
    const florida = { country: 'US', region: 'FL', timeZone: 'America/New_York' };
    expect(ask('2026-11-27T20:30[America/New_York]', { ...florida, region: 'GA' })).toEqual(allowed);
    expect(ask('2026-11-27T20:30[America/New_York]', florida)).toEqual(
      quietUntil('2026-11-28T08:00[America/New_York]'),
    );
  });

  test('keeps the hours of every state where the state is not known', () => {
    const somewhere = { country: 'US', timeZone: 'America/New_York' };
    expect(ask('2026-11-28T09:30[America/New_York]', somewhere)).toEqual(
      quietUntil('2026-11-28T10:00[America/New_York]'),
    );
    expect(ask('2026-11-29T11:00[America/New_York]', somewhere)).toEqual(
      quietUntil('2026-11-29T12:00[America/New_York]'),
    );
  });

  test('keeps them on every clock of a state that has two', () => {
    const florida = { country: 'US', region: 'FL' };
    expect(ask('2026-11-27T08:30[America/New_York]', florida)).toEqual(quietUntil('2026-11-27T08:00[America/Chicago]'));
  });

  test('goes out once for a cart, within 48 hours of its abandonment', () => {
    const georgia = { country: 'US', region: 'GA' };
    const noon = '2026-11-27T12:00[America/New_York]';
    expect(ask(noon, georgia)).toEqual(allowed);
    expect(ask(noon, { ...georgia, sentOfCart: 1 })).toEqual({ kind: 'forbidden' });
    expect(ask(noon, { ...georgia, abandonedAt: at(noon) - 49 * hourMs })).toEqual({ kind: 'forbidden' });
  });

  test('is not waited for when its hours would only come after that', () => {
    const night = '2026-11-27T22:00[America/New_York]';
    const known = { country: 'US', region: 'GA', abandonedAt: at(night) - 40 * hourMs };
    expect(ask(night, known)).toEqual({ kind: 'forbidden' });
  });
});

describe('the clock that counts', () => {
  const quietHours = { from: '21:00', until: '08:00', channels: ['sms', 'push'] } as const;
  const asked = '2026-11-27T07:30[Europe/Vienna]';
  const known = { quietHours, countryRules: 'off' } as const;

  test.each<[string, Partial<SendingFacts>, boolean]>([
    ['is the person’s own', { timeZone: 'Asia/Kolkata', country: 'AT' }, true],
    ['is that of their address where their own is not known', { country: 'IN', phone: '+436641234567' }, true],
    ['is that of the number where the address is not known', { phone: '+919876543210' }, true],
    ['is the shop’s where nothing is known', {}, false],
    ['is the shop’s where the number is of a country that is not known here', { phone: '+99912345678' }, false],
    ['is not one that no clock goes by', { timeZone: 'Mars/Olympus' }, false],
  ])('%s', (_rule, given, isAllowed) => {
    expect(ask(asked, { ...known, ...given }).kind).toBe(isAllowed ? 'allowed' : 'quiet');
  });

  test('rings for the channels that the store named, and for no other', () => {
    expect(ask('2026-11-27T23:00[Europe/Vienna]', { ...known, channel: 'email' })).toEqual(allowed);
    expect(ask('2026-11-27T23:00[Europe/Vienna]', { ...known, channel: 'push' })).toEqual(
      quietUntil('2026-11-28T08:00[Europe/Vienna]'),
    );
  });
});

test('a store that leaves the presets aside keeps its own quiet hours only', () => {
  expect(ask('2027-03-07T12:00[Europe/Paris]', { country: 'FR', countryRules: 'off' })).toEqual(allowed);
});

test('the rules of the country of the shop’s clock hold where nothing else is known of the person', () => {
  expect(ask('2027-03-07T12:00[Europe/Paris]', { storeTimeZone: 'Europe/Paris' })).toMatchObject({ kind: 'quiet' });
});
