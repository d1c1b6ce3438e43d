import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownWords } from './own-words.ts';
import { type ClassifiedMail, classOfMail, classOfWords, type ReplyClass } from './reply-class.ts';

const mail = (text: string, rest: Partial<ClassifiedMail> = {}): ReplyClass =>
  classOfMail({ writer: 'person', toUnsubscribe: false, subject: 'Re: Your cart', text, ...rest });

const original = 'Don’t miss it! STOP by our shop.\nUnsubscribe: https://recover.example/u/x\nThis is no spam?';
const quoted = original
  .split('\n')
  .map((line) => `> ${line}`)
  .join('\n');

/** How mail programs put what they quote below an answer. */
const below = [
  `On Tue, Nov 24, 2026 at 9:12 AM Shop <hello@shop.example> wrote:\n\n${quoted}`,
  `On Tue, Nov 24, 2026 at 9:12 AM Lamps and Other Things of Vienna\n<hello@shop.example> wrote:\n${original}`,
  `Am 24.11.2026 um 09:12 schrieb Shop <hello@shop.example>:\n${quoted}`,
  `Le mar. 24 nov. 2026 à 09:12, Shop <hello@shop.example> a écrit :\n${quoted}`,
  `-----Original Message-----\nFrom: Shop\n${original}`,
  `-------- Weitergeleitete Nachricht --------\n${original}`,
  `________________________________\nFrom: Shop <hello@shop.example>\n${original}`,
  `Von: Shop <hello@shop.example>\nGesendet: Dienstag, 24. November 2026\nAn: ada@example.com\nBetreff: Ihr Warenkorb\n\n${original}`,
  `*From:* Shop\n*Sent:* Tuesday\n*To:* Ada\n*Subject:* Your cart\n${original}`,
  `Shop <hello@shop.example> 于2026年11月24日写道:\n${quoted}`,
  `\n-- \nAda\n${original}`,
];

const decorated = (word: string) =>
  fc
    .tuple(
      fc.array(fc.boolean(), { minLength: word.length, maxLength: word.length }),
      fc.constantFrom('', '  ', '\n', '“', '🛑 ', '> \n'.slice(2)),
      fc.constantFrom('', '.', '!!!', ' 🙏', ' 😡😡', '…', '\n\nThanks', ', please'),
    )
    .map(([upper, before, after]) => {
      const cased = [...word].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter.toLowerCase())).join('');
      return `${before}${cased}${after}`;
    });

describe('the words of an answer', () => {
  test.each(below)('end where the quotation begins: %j', (quotation) => {
    expect(ownWords(`Do you ship to Graz?\n\n${quotation}`)).toBe('Do you ship to Graz?');
  });

  test('may stand below the quotation, and between its parts', () => {
    const text = `On Tue Shop <hello@shop.example> wrote:\n${quoted}\nDo you ship\n> another line\nto Graz?\n`;
    expect(ownWords(text)).toBe('Do you ship\nto Graz?');
  });

  test('are all there where nothing is quoted, however a line begins', () => {
    const text = 'On Tuesday I bought a lamp.\nFrom: where does it come?\nAm I right?';
    expect(ownWords(text)).toBe(text);
  });

  test('are found in any text without a failure, and are a part of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        expect(ownWords(text).length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('the class of an answer', () => {
  test.each([
    [
      'unsubscribe',
      ['stop', 'unsubscribe', 'abmelden', 'désabonner', 'opt out', 'stop emailing me', 'remove me from your list'],
    ],
    ['complaint', ['this is spam', 'i will call my lawyer', 'ich werde mich beschweren']],
    ['question', ['do you ship to graz?', 'geht das auch in blau?']],
    ['other', ['thank you', 'i will buy it tomorrow']],
  ] as const)('%s is known in any case, with any punctuation, emoji and quotation', (kind, texts) => {
    fc.assert(
      fc.property(fc.constantFrom(...texts).chain(decorated), fc.constantFrom('', ...below), (text, quotation) => {
        expect(mail(`${text}\n\n${quotation}`)).toBe(kind);
      }),
    );
  });

  test('what the original says below an answer is never read as the answer (field 27)', () => {
    for (const quotation of below) expect(mail(`I’ll take it\n\n${quotation}`)).toBe('other');
  });

  test('a word that may mean something else is no refusal, and no nothing either (field 27)', () => {
    expect([mail('I’ll stop by at 5'), mail('Can you cancel my order?')]).toEqual(['other', 'question']);
  });

  test('is a refusal at the address for refusals, whatever is written there and whoever sends it', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('person' as const, 'program' as const), (text, writer) => {
        expect(mail(text, { toUnsubscribe: true, writer })).toBe('unsubscribe');
      }),
    );
  });

  test('is automatic or a bounce by who wrote it, before any word', () => {
    expect(mail('STOP', { writer: 'program' })).toBe('automatic');
    expect(mail('STOP', { writer: 'mail_server', toUnsubscribe: true })).toBe('bounce');
  });

  test('follows a subject of the person’s own, and none that answers ours', () => {
    expect(mail('', { subject: 'Unsubscribe' })).toBe('unsubscribe');
    expect(mail('', { subject: 'Re: Stop' })).toBe('other');
    expect(classOfWords('HELP')).toBe('question');
  });
});
