import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meaningOf } from './opt-out-words.ts';

const stops = [
  ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT', 'ARRET', 'TD', 'REMOVE'],
  ...['STOPP', 'ABMELDEN', 'BAJA', 'AFMELDEN', 'СТОП'],
] as const;

/** Words that carriers, the law and vendors name, as they name them, read in November 2026. */
const named = {
  'FCC, 47 CFR 64.1200(a)(10)': ['stop', 'quit', 'end', 'revoke', 'opt out', 'cancel', 'unsubscribe'],
  'Twilio, default keywords of Advanced Opt-Out': [
    'STOP',
    'UNSUBSCRIBE',
    'END',
    'QUIT',
    'STOPALL',
    'REVOKE',
    'OPTOUT',
    'CANCEL',
  ],
  'AWS End User Messaging, required keywords': [
    'ARRET',
    'CANCEL',
    'END',
    'OPT-OUT',
    'OPTOUT',
    'QUIT',
    'REMOVE',
    'STOP',
    'TD',
    'UNSUBSCRIBE',
  ],
  'languages of Europe': [
    'Arrêt',
    'Abmelden',
    'Stopp',
    'Baja',
    'Parar',
    'Sair',
    'Annulla',
    'Afmelden',
    'Avsluta',
    'Lopeta',
    'Wypisz',
    'Стоп',
  ],
} as const;

describe.each(Object.entries(named))('a word of refusal of %s (field 27)', (_, words) => {
  test.each(words)('%s refuses, alone and with courtesy', (word) => {
    expect([word, `${word.toUpperCase()}. Thank you`, `please ${word}!`].map(meaningOf)).toEqual([
      'stop',
      'stop',
      'stop',
    ]);
  });
});

describe('an answer to an SMS', () => {
  test.each([
    ...stops,
    'Stop. Thank you',
    'stop!!!',
    ' "Stop" ',
    'Arrêt',
    'ＳＴＯＰ',
    'please stop',
    'Bitte abmelden, danke',
    'STOP\nI never asked for this',
    'Stop, who is this?',
    'opt-out',
    'Opt out please',
    "don't text me",
    'Do not contact me again',
    'Can you unsubscribe my number',
    'Keine Nachrichten mehr!',
    'stop texting me',
  ])('%s refuses', (text) => {
    expect(meaningOf(text)).toBe('stop');
  });

  test.each([
    'I’ll stop by at 5',
    "I'll stop by at 5",
    'Does the sale end today?',
    'cancel my order from yesterday',
    'Please do not unsubscribe me',
    'STOP START',
    'Ich hole es am Ende der Woche ab',
  ])('%s is doubtful', (text) => {
    expect(meaningOf(text)).toBe('doubtful');
  });

  test.each([
    ['START', 'start'],
    ['unstop please', 'start'],
    ['HELP', 'help'],
    ['Hilfe!', 'help'],
    ['', 'other'],
    ['👍', 'other'],
    ['Thank you', 'other'],
    ['Is the nonstop lamp there? My backend is trendy', 'other'],
  ] as const)('%s means %s', (text, meaning) => {
    expect(meaningOf(text)).toBe(meaning);
  });

  test('refuses in any case, with any punctuation and courtesy around the word (field 27)', () => {
    const around = fc.stringMatching(/^[ .!"*~\n-]{0,5}$/);
    const courtesy = fc.constantFrom('', 'please', 'Thank you', 'danke', 'merci');
    fc.assert(
      fc.property(
        fc.constantFrom(...stops),
        fc.boolean(),
        around,
        around,
        courtesy,
        (word, upper, before, after, polite) => {
          const text = `${before}${upper ? word : word.toLowerCase()}${after} ${polite}`;
          expect(meaningOf(text)).toBe('stop');
        },
      ),
    );
  });

  test('never refuses by a text without a word of refusal', () => {
    const word = fc.constantFrom(
      'lamp',
      'stopover',
      'endless',
      'quite',
      'today',
      'cancellation',
      'where',
      'is',
      'my',
      '5',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        expect(meaningOf(words.join(' '))).toBe('other');
      }),
    );
  });

  test('has some meaning whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2_000 }), (text) => {
        expect(['stop', 'start', 'help', 'doubtful', 'other']).toContain(meaningOf(text));
      }),
    );
  });
});
