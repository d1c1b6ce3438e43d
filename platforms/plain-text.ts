import { decodeHTML } from 'entities';
import { storableText } from '../domain/storable-text.ts';

/** Longer texts are cut before anything is looked for in them. */
const rawLengthMax = 10_000;

/** Text as an event can carry it: no NUL, no broken character, cut to a length. Undefined: there is none. */
export function plainText(value: unknown, lengthMax: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = storableText(value.slice(0, rawLengthMax)).trim();
  return text.length === 0 ? undefined : cutAtSign(text, lengthMax);
}

/** A tag that stands where a line or a word ends; any other stands inside a word. */
const breaks = /<\/?(?:br|p|div|li|ul|ol|td|tr|h[1-6])(?:[\s/][^<>]*)?>/gi;
const tags = /<\/?[a-z][^<>]*>|<!--[^<>]*-->/gi;

/**
 * The text that a person reads, of a name as shops keep it for their pages: its tags are taken out and its entities
 * decoded, once. What is left is text: `&lt;b&gt;` is read as `<b>`, and `&amp;lt;` as `&lt;`.
 */
export function readableText(value: unknown, lengthMax: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const raw = value.slice(0, rawLengthMax);
  const bare = raw.includes('<') ? raw.replace(breaks, ' ').replace(tags, '') : raw;
  const text = bare.includes('&') ? decodeHTML(bare) : bare;
  return plainText(text.replace(/\s+/g, ' '), lengthMax);
}

/** Longer than any sign of which people would say that it is one. */
const signLengthMax = 64;
const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Never half of what is seen as one sign: a family of four is eleven characters. */
function cutAtSign(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  let end = 0;
  for (const { index, segment } of signs.segment(text.slice(0, lengthMax + signLengthMax))) {
    if (index + segment.length > lengthMax) break;
    end = index + segment.length;
  }
  return text.slice(0, end).toWellFormed();
}
