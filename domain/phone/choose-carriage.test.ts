import { describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../duration.ts';
import type { ContentTemplate, PassedCarrier } from './carrier.ts';
import { type CarriageFacts, chooseCarriage } from './choose-carriage.ts';

const nowMs = Date.UTC(2026, 10, 27, 12);
const template: ContentTemplate = {
  ...{ carrier: 'whatsapp', locale: 'en', contentSid: 'HX1', variables: ['restore_link'], stoppedCode: null },
};
const facts: CarriageFacts = {
  ...{ order: ['whatsapp'], connected: ['whatsapp', 'rcs'], refused: [], templates: [template] },
  ...{ locales: ['en-GB'], agreedToWhatsApp: true, wroteAtMs: null, phone: '+4915112345678', nowMs },
};
const carriedBy = (change: Partial<CarriageFacts>) => {
  const choice = chooseCarriage({ ...facts, ...change });
  return choice.kind === 'carry' ? choice.carriage : choice;
};
const passedBecause = (change: Partial<CarriageFacts>) => {
  const choice = chooseCarriage({ ...facts, ...change });
  return choice.kind === 'carry' ? choice.passed.map(({ because }) => because) : null;
};
const byTemplate = { kind: 'template', carrier: 'whatsapp', contentSid: 'HX1', variables: ['restore_link'] };

describe('a message to a phone', () => {
  test('goes by SMS unless the store puts something before it', () => {
    expect(carriedBy({ order: [] })).toEqual({ kind: 'sms' });
    expect(carriedBy({})).toEqual(byTemplate);
  });

  test.each<[string, Partial<CarriageFacts>]>([
    ['not_connected', { connected: [] }],
    ['not_agreed', { agreedToWhatsApp: false }],
    ['no_template', { templates: [] }],
    ['no_template', { locales: ['ja'] }],
    ['country_rule', { phone: '+12125550123' }],
  ])('goes by SMS, and says %s', (because, change) => {
    expect(carriedBy(change)).toEqual({ kind: 'sms' });
    expect(passedBecause(change)).toEqual([because]);
  });

  test('says what it likes by WhatsApp while the window is open with a margin, and else what was approved (field 32)', () => {
    expect(carriedBy({ wroteAtMs: nowMs - 23 * hourMs })).toEqual({ kind: 'text', carrier: 'whatsapp' });
    expect(carriedBy({ wroteAtMs: nowMs - 24 * hourMs + minuteMs })).toEqual(byTemplate);
    expect(carriedBy({ wroteAtMs: nowMs - 25 * hourMs })).toEqual(byTemplate);
  });

  test('stops where the vendor stopped its template, and goes by no other way (field 32)', () => {
    const stopped = { ...template, stoppedCode: '63041' };
    expect(carriedBy({ templates: [stopped] })).toEqual({ kind: 'stopped', contentSid: 'HX1' });
  });

  test('goes by RCS as it stands, and by the order of the store', () => {
    expect(carriedBy({ order: ['rcs', 'whatsapp'] })).toEqual({ kind: 'text', carrier: 'rcs' });
    expect(carriedBy({ order: ['whatsapp', 'rcs'], agreedToWhatsApp: false })).toEqual({
      kind: 'text',
      carrier: 'rcs',
    });
  });

  test('never goes again by what refused it, and keeps why', () => {
    const refused: PassedCarrier = { carrier: 'whatsapp', because: '63024', refused: true, providerMessageId: 'SM1' };
    expect(carriedBy({ refused: [refused] })).toEqual({ kind: 'sms' });
    expect(passedBecause({ refused: [refused] })).toEqual(['63024']);
  });
});
