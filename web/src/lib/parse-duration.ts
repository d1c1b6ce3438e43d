import { readNumber, writeNumber } from './parse-number.ts';

const units = {
  day: { ms: 86_400_000, words: ['d', 'day', 'days', 't', 'tag', 'tage', 'tagen'] },
  hour: { ms: 3_600_000, words: ['h', 'hr', 'hrs', 'hour', 'hours', 'std', 'stunde', 'stunden'] },
  minute: { ms: 60_000, words: ['m', 'min', 'mins', 'minute', 'minutes', 'minuten'] },
  second: { ms: 1_000, words: ['s', 'sec', 'secs', 'second', 'seconds', 'sek', 'sekunde', 'sekunden'] },
  millisecond: { ms: 1, words: ['ms'] },
} as const;

type Unit = keyof typeof units;
const order = Object.keys(units) as Unit[];

const shown = {
  en: { day: ['day', 'days'], hour: ['h'], minute: ['min'], second: ['s'], millisecond: ['ms'] },
  de: { day: ['Tag', 'Tage'], hour: ['Std'], minute: ['Min'], second: ['s'], millisecond: ['ms'] },
} as const satisfies Readonly<Record<string, Readonly<Record<Unit, readonly [one: string, many?: string]>>>>;

/**
 * A length of time as people write it, in milliseconds: `2 h 30 min`, `1,5 Std`, `3 days`. Every number needs its unit, and
 * none comes twice. Null: it is none.
 */
export function readDuration(text: string, tag: string): number | null {
  const parts = [...text.trim().matchAll(/([\d.,'’\s]*\d)\s*(\p{L}+)\.?(?:\s+(?:and|und)\b)?[\s,]*/gu)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text.trim()) return null;
  const found = parts.map(([, number = '', word = '']) => ({ value: readNumber(number, tag), unit: unitOf(word) }));
  if (new Set(found.map(({ unit }) => unit)).size < found.length) return null;
  let total = 0;
  for (const { value, unit } of found) {
    if (value === null || unit === null || value < 0) return null;
    total += value * units[unit].ms;
  }
  return Math.round(total);
}

function unitOf(word: string): Unit | null {
  return order.find((unit) => (units[unit].words as readonly string[]).includes(word.toLowerCase())) ?? null;
}

/** A length of time for a field of text: `readDuration` reads the same milliseconds back. */
export function writeDuration(ms: number, tag: string): string {
  const words = shown[tag.startsWith('de') ? 'de' : 'en'];
  let left = ms;
  const parts: string[] = [];
  for (const unit of order) {
    const count = Math.floor(left / units[unit].ms);
    left -= count * units[unit].ms;
    const [one, many = one] = words[unit];
    if (count > 0) parts.push(`${writeNumber(count, tag)} ${count === 1 ? one : many}`);
  }
  return parts.length === 0 ? `0 ${words.minute[0]}` : parts.join(' ');
}
