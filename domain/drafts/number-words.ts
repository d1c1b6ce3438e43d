import { foldedText } from './plain-text.ts';

/** Round numbers as discounts are spelled, in the languages that most stores write. */
const words: Readonly<Record<number, string>> = {
  5: 'five fünf cinq cinco cinque vijf',
  10: 'ten zehn dix diez dieci tien dez',
  15: 'fifteen fünfzehn quinze quince quindici vijftien',
  20: 'twenty zwanzig vingt veinte venti twintig vinte',
  25: 'twentyfive fünfundzwanzig vingtcinq veinticinco venticinque vijfentwintig vinteecinco',
  30: 'thirty dreißig dreissig trente treinta trenta dertig trinta',
  35: 'thirtyfive fünfunddreißig trentecinq treintaycinco trentacinque vijfendertig trintaecinco',
  40: 'forty vierzig quarante cuarenta quaranta veertig quarenta',
  45: 'fortyfive fünfundvierzig quarantecinq cuarentaycinco quarantacinque vijfenveertig quarentaecinco',
  50: 'fifty fünfzig fuenfzig cinquante cincuenta cinquanta vijftig cinquenta',
  55: 'fiftyfive fünfundfünfzig cinquantecinq cincuentaycinco cinquantacinque vijfenvijftig cinquentaecinco',
  60: 'sixty sechzig soixante sesenta sessanta zestig sessenta',
  65: 'sixtyfive fünfundsechzig soixantecinq sesentaycinco sessantacinque vijfenzestig sessentaecinco',
  70: 'seventy siebzig soixantedix septante setenta settanta zeventig',
  75: 'seventyfive fünfundsiebzig soixantequinze setentaycinco settantacinque vijfenzeventig setentaecinco',
  80: 'eighty achtzig quatrevingts quatrevingt huitante octante ochenta ottanta tachtig oitenta',
  85: 'eightyfive fünfundachtzig quatrevingtcinq ochentaycinco ottantacinque vijfentachtig oitentaecinco',
  90: 'ninety neunzig quatrevingtdix nonante noventa novanta negentig',
  95: 'ninetyfive fünfundneunzig quatrevingtquinze noventaycinco novantacinque vijfennegentig noventaecinco',
  100: 'hundred onehundred ahundred hundert einhundert cent cien ciento cento honderd cem',
};

const numbers: ReadonlyMap<string, number> = new Map(
  Object.entries(words).flatMap(([number, spelled]) =>
    spelled.split(' ').map((word): [string, number] => [foldedText(word), Number(number)]),
  ),
);
/** "quatre-vingt-cinq" and "treinta y cinco" are three. */
const wordsPerNumberMax = 3;

/** The number that a text ends with in words, the longest reading first; null: it ends with none that is known. */
export function numberAtEnd(text: string): number | null {
  return spelled(lettersOf(text).slice(-wordsPerNumberMax), (all, count) => all.slice(-count));
}

/** The same of its beginning. */
export function numberAtStart(text: string): number | null {
  return spelled(lettersOf(text).slice(0, wordsPerNumberMax), (all, count) => all.slice(0, count));
}

function lettersOf(text: string): readonly string[] {
  return foldedText(text).match(/\p{L}+/gu) ?? [];
}

function spelled(
  all: readonly string[],
  take: (all: readonly string[], count: number) => readonly string[],
): number | null {
  for (let count = all.length; count > 0; count--) {
    const found = numbers.get(take(all, count).join(''));
    if (found !== undefined) return found;
  }
  return null;
}
