import type { numbersEn } from './messages.en.ts';

export const numbersDe: Readonly<Record<keyof typeof numbersEn, string>> = {
  'numbers.title':
    '{count, plural, =0 {Nichts hinter dieser Zahl} one {# Zeile hinter dieser Zahl} other {# Zeilen hinter dieser Zahl}}',
  'numbers.part.numerator': 'Was geteilt wird',
  'numbers.part.denominator': 'Wodurch geteilt wird',
  'numbers.list': 'Zeilen',
  'numbers.at': 'Wann',
  'numbers.what': 'Was',
  'numbers.adds': 'Beitrag',
  'numbers.kind.abandonment': 'Verlassener Warenkorb',
  'numbers.kind.message': 'Nachricht',
  'numbers.kind.decision': 'Entscheidung',
  'numbers.kind.order': 'Bestellung',
  'numbers.kind.left_product': 'Produkt im Warenkorb',
  'numbers.kind.recovered_product': 'Produkt in Bestellung',
  'numbers.openCart': 'Warenkorb öffnen',
  'numbers.openMessage': 'Nachricht öffnen',
  'numbers.none': 'Nichts in diesem Zeitraum',
  'numbers.none.text': 'Die Zahl ist 0. Wählen Sie oben einen längeren Zeitraum, oder gehen Sie zurück.',
  'numbers.unknown': 'Diese Zahl gibt es nicht',
  'numbers.unknown.text': 'Die Adresse nennt eine Zahl, die diese Version nicht kennt.',
  'numbers.where': 'Nur',
};
