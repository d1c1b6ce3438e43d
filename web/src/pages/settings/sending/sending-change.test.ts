import { expect, test } from 'vitest';
import { type SendingSettings, sendingChange } from './sending-change.ts';

const before: SendingSettings = {
  ...{ capMessages: 4, capMessagesOfAll: null, capPeriodMs: 604_800_000, capAction: 'skip' },
  quietHours: { from: '21:00', until: '08:00', channels: ['sms', 'push'] },
  countryRules: 'by_country',
  softOptIn: { countries: ['AT', 'DE'], objectionOfferedSince: '2026-01-31' },
  doubleOptInCountries: ['IT'],
};
const unchanged = {
  ...{ quiet: 'on', 'quiet.from': '21:00', 'quiet.until': '08:00', 'quiet.sms': 'on', 'quiet.push': 'on' },
  countryRules: 'by_country',
  ...{
    basis: 'on',
    'softOptIn.since': '2026-01-31',
    'softOptIn.DE': 'on',
    'softOptIn.AT': 'on',
    'doubleOptIn.IT': 'on',
  },
  ...{ capMessages: '4', capMessagesOfAll: '', capPeriodMs: '7', 'capPeriodMs.unit': 'days', capAction: 'skip' },
};

test('what stands as it was is not sent', () => {
  expect(sendingChange(before, unchanged)).toEqual({});
});

test('a channel more is a change of the quiet hours', () => {
  expect(sendingChange(before, { ...unchanged, 'quiet.email': 'on' })).toEqual({
    quietHours: { from: '21:00', until: '08:00', channels: ['email', 'sms', 'push'] },
  });
});

test('quiet hours that are switched off, or are of no channel, are none', () => {
  expect(sendingChange(before, { ...unchanged, quiet: '' })).toEqual({ quietHours: null });
  const { 'quiet.sms': _sms, 'quiet.push': _push, ...ofNone } = unchanged;
  expect(sendingChange(before, ofNone)).toEqual({ quietHours: null });
});

test('the rules of countries change alone', () => {
  expect(sendingChange(before, { ...unchanged, countryRules: 'off' })).toEqual({ countryRules: 'off' });
});

test('the last country that is taken out ends the soft opt-in', () => {
  const { 'softOptIn.DE': _de, ...one } = unchanged;
  expect(sendingChange(before, one)).toEqual({
    softOptIn: { countries: ['AT'], objectionOfferedSince: '2026-01-31' },
  });
  const { 'softOptIn.AT': _at, ...none } = one;
  expect(sendingChange(before, none)).toEqual({ softOptIn: null });
});

test('countries that were not shown yet are not taken out', () => {
  const { basis: _basis, ...early } = unchanged;
  expect(sendingChange(before, early)).toEqual({});
});

test('a cap over all channels is a number, and an empty field none', () => {
  expect(sendingChange(before, { ...unchanged, capMessagesOfAll: '6', capAction: 'postpone' })).toEqual({
    capMessagesOfAll: 6,
    capAction: 'postpone',
  });
  expect(sendingChange({ ...before, capMessagesOfAll: 6 }, unchanged)).toEqual({ capMessagesOfAll: null });
});
