import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFlow } from '../flow/check-flow.ts';
import { checkDraft, type DraftFacts } from './check-draft.ts';
import { claimsOf } from './claims.ts';
import { flowOfSketch, sketchConditions, sketchLimits } from './flow-sketch.ts';
import { noGuidance } from './guidance.ts';
import { cleanText } from './plain-text.ts';

const facts: DraftFacts = { storeName: 'Lamp Shop', storeUrl: null, statements: ['10 % off with SPRING10'] };
const check = (body: string) =>
  checkDraft({ body }, facts, noGuidance, { parts: ['body'], locale: 'en' }).map(({ code }) => code);

/** Where the ten digits of some scripts begin: ASCII, Arabic, Persian, Devanagari, Thai, full-width, mathematical. */
const zeros = [0x30, 0x660, 0x6f0, 0x966, 0xe50, 0xff10, 0x1d7ce, 0x1d7d8];
const unseen = ['', '\u200b', '\u2060', '\u00ad', '\ufeff', '\u0338', '\u3164', '\u034f'];
const signs = ['%', '％', '﹪', '٪', ' %', '\u00a0%', ' percent', '-percent', ' PER CENT', ' Prozent'];
const number = fc.integer({ min: 1, max: 99 }).filter((one) => one !== 10);
const written = fc
  .tuple(number, fc.constantFrom(...zeros), fc.array(fc.constantFrom(...unseen), { minLength: 3, maxLength: 3 }))
  .map(([value, zero, between]) =>
    [...String(value)].map((digit, index) => `${String.fromCodePoint(zero + Number(digit))}${between[index]}`).join(''),
  );
const words = fc
  .array(fc.constantFrom('your', 'cart', 'waits', 'for', 'you', 'lamp'), { maxLength: 6 })
  .map((all) => all.join(' '));

describe('drafts', () => {
  test('no percentage that was not stated passes, however it is written and wherever it stands', () => {
    fc.assert(
      fc.property(words, written, fc.constantFrom(...signs), words, (before, digits, sign, after) => {
        expect(check(`${before} ${digits}${sign} ${after}`)).toContain('percent_not_in_facts');
      }),
    );
  });

  test('a text in which nothing is found has no digit but the stated ones, no sign of money and no markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const clean = cleanText(text);
        if (clean === '' || check(clean).length > 0) return;
        expect(clean.normalize('NFKC')).not.toMatch(/[<>{}%٪\p{Sc}]|[\p{Nd}]/u);
      }),
      { numRuns: 500 },
    );
  });

  test('a text that is cleaned once stays as it is, and says the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });

  test('what is stated is allowed as it was stated', () => {
    fc.assert(
      fc.property(written, fc.constantFrom(...signs), (digits, sign) => {
        const statement = `${digits}${sign} off`;
        const values = (text: string) => claimsOf(text).map(({ kind, value }) => `${kind} ${value}`);
        expect(values(statement)).toEqual(values(cleanText(statement)));
        expect(
          checkDraft({ body: statement }, { ...facts, statements: [statement] }, noGuidance, {
            ...{ parts: ['body'], locale: 'en' },
          }).filter(({ code }) => code === 'percent_not_in_facts'),
        ).toEqual([]);
      }),
    );
  });
});

describe('a flow that is made of a sketch', () => {
  const message = fc.record({
    waitMinutes: fc.integer({ min: 1, max: sketchLimits.waitMinutesMax }),
    channel: fc.constantFrom('email' as const, 'push' as const),
    template: fc.constant('reminder'),
    onlyIf: fc.constantFrom(...sketchConditions),
  });

  test('leads everybody to its end, whatever the sketch says', () => {
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1, maxLength: sketchLimits.messagesMax }),
        fc.option(fc.integer({ min: 1, max: 10_000 })),
        (messages, cartValueMin) => {
          const flow = flowOfSketch({ messages, cartValueMin }, { currency: 'EUR', minorUnitDigits: 2 });
          const found = checkFlow(
            { ...flow, version: 1 },
            {
              templates: new Map([['reminder', ['email', 'sms', 'push']]]),
              channelsWithProvider: ['email', 'sms', 'push'],
              cap: { messages: 99, periodMs: 1 },
              followsBrowsing: false,
              recent: { carts: 0, currencies: [], messages: new Map() },
              linkLifeMs: sketchLimits.waitMinutesMax * 60_000,
            },
          );
          expect(found).toEqual([]);
        },
      ),
    );
  });
});
