import { conversions } from '../conversions/index.ts';
import { eventFields, type Field } from '../event-fields.ts';
import { aliasesOf } from '../field-names.ts';
import type { FieldSource } from '../match-fields.ts';
import { wordsOfName } from '../words.ts';
import { isShortFor, type Trigrams, trigramSimilarity, trigramsOf, wordOverlap } from './name-similarity.ts';
import { lineLikeness, shapeOfValues } from './value-shape.ts';

/** What the matcher looks at, in order. Whoever changes what one means raises the version. */
export const pairFeatureVersion = 1;

export interface PairQuestion {
  readonly field: Field;
  readonly sources: readonly FieldSource[];
  /** When the dead letter came, epoch milliseconds. */
  readonly receivedAt: number;
}

type Names = readonly string[];

interface SourceNames {
  readonly last: string;
  readonly lastWords: Names;
  readonly wholeWords: Names;
  readonly lastTrigrams: Trigrams;
  readonly wholeTrigrams: Trigrams;
}

/** How well a source's name fits a field, from 0 to 1: the best of the field's own name and its known ones. */
function nameFit({ lastTrigrams, wholeTrigrams }: SourceNames, field: Field): number {
  let best = 0;
  for (const known of knownTrigrams(field)) {
    const fit = Math.max(trigramSimilarity(lastTrigrams, known), 0.95 * trigramSimilarity(wholeTrigrams, known));
    if (fit > best) best = fit;
  }
  return best;
}

const features = {
  own_name_trigrams: ({ lastTrigrams, ownTrigrams }) => trigramSimilarity(lastTrigrams, ownTrigrams),
  own_name_words: ({ lastWords, ownWords }) => wordOverlap(lastWords, ownWords),
  path_words: ({ wholeWords, ownWords }) => wordOverlap(wholeWords, ownWords),
  known_name_trigrams: ({ fit }) => fit,
  last_word_same: ({ lastWords, ownWords }) => Number(lastWords.at(-1) === ownWords.at(-1)),
  last_word_known: ({ lastWords, lastWordsKnown }) => Number(lastWordsKnown.has(lastWords.at(-1) ?? '')),
  any_word_known: ({ wholeWords, wordsKnown }) =>
    wholeWords.length === 0 ? 0 : wholeWords.filter((word) => wordsKnown.has(word)).length / wholeWords.length,
  short_for_own: ({ last, own }) => Number(isShortFor(last, own)),
  name_beats_other_sources: ({ fit, otherSourcesFit }) => fit - otherSourcesFit,
  name_beats_other_fields: ({ fit, otherFieldsFit }) => fit - otherFieldsFit,
  only_source: ({ sources }) => 1 / sources,
  depth: ({ depth }) => depth,
  accepted: ({ accepted }) => accepted,
  convertible: ({ convertible }) => convertible,
  line_likeness: ({ likeness }) => likeness,
  kind_moment_is_moment: ({ kind, shape }) => Number(kind === 'moment') * shape.moment,
  kind_count_is_small: ({ kind, shape }) => Number(kind === 'whole_number') * shape.smallWhole,
  kind_id_is_code: ({ kind, shape }) => Number(kind === 'external_id') * Math.max(shape.code, shape.uuid, shape.digits),
  kind_id_is_text: ({ kind, shape }) => Number(kind === 'external_id') * Math.max(shape.spaced, shape.url, shape.email),
  kind_id_is_small: ({ kind, shape }) => Number(kind === 'external_id') * shape.smallWhole,
  kind_id_is_moment: ({ kind, shape }) => Number(kind === 'external_id') * shape.moment,
  kind_id_distinct: ({ kind, shape }) => Number(kind === 'external_id') * shape.distinct,
  kind_list: ({ kind }) => Number(kind === 'list'),
  empty: ({ shape }) => shape.empty,
} as const satisfies Readonly<Record<string, (pair: Pair) => number>>;

export const pairFeatureNames: readonly string[] = Object.keys(features);

interface Pair extends SourceNames {
  readonly kind: Field['kind'];
  readonly own: string;
  readonly ownTrigrams: Trigrams;
  readonly ownWords: Names;
  readonly lastWordsKnown: ReadonlySet<string>;
  readonly wordsKnown: ReadonlySet<string>;
  readonly fit: number;
  readonly otherSourcesFit: number;
  readonly otherFieldsFit: number;
  readonly sources: number;
  readonly depth: number;
  readonly accepted: number;
  readonly convertible: number;
  readonly likeness: number;
  readonly shape: ReturnType<typeof shapeOfValues>;
}

/** One row per source, in their order. */
export function pairRows({ field, sources, receivedAt }: PairQuestion): readonly (readonly number[])[] {
  const names = sources.map(namesOfSource);
  const fits = names.map((name) => nameFit(name, field));
  const rivals = rivalFields(field);
  const ownWords = wordsOfField(field);
  const own = ownWords.join('');
  const known = knownWords(field);
  return sources.map((source, index) => {
    const name = names[index] ?? namesOfSource(source);
    const pair: Pair = {
      kind: field.kind,
      ...name,
      own,
      ownTrigrams: trigramsOf(own),
      ownWords,
      lastWordsKnown: known.last,
      wordsKnown: known.all,
      fit: fits[index] ?? 0,
      otherSourcesFit: Math.max(0, ...fits.filter((_, other) => other !== index)),
      otherFieldsFit: Math.max(0, ...rivals.map((rival) => nameFit(name, rival))),
      sources: sources.length,
      depth: source.path.filter((part) => part !== '*').length - 1,
      accepted: shareOf(source, (value) => field.accepts(value)),
      convertible: shareOf(source, (value) => field.accepts(value) || isConvertible(field, value, receivedAt)),
      likeness: field.kind === 'list' || field.kind === 'record' ? lineLikeness(source.values) : 0,
      shape: shapeOfValues(source.values, receivedAt),
    };
    return Object.values(features).map((feature) => feature(pair));
  });
}

function namesOfSource({ path }: FieldSource): SourceNames {
  const parts = path.filter((part) => part !== '*');
  const lastWords = wordsOfName(parts.at(-1) ?? '');
  const wholeWords = parts.flatMap(wordsOfName);
  const last = lastWords.join('');
  const wholeTrigrams = trigramsOf(wholeWords.join(''));
  return { last, lastWords, wholeWords, lastTrigrams: trigramsOf(last), wholeTrigrams };
}

function wordsOfField(field: Field): Names {
  return wordsOfName(field.path.at(-1) ?? '');
}

const trigramsByField = new Map<string, readonly Trigrams[]>();

/** Made once per field: there are as many as the schema has. */
function knownTrigrams(field: Field): readonly Trigrams[] {
  const key = field.path.join('.');
  const made = trigramsByField.get(key);
  if (made) return made;
  const trigrams = [wordsOfField(field).join(''), ...aliasesOf(field.path)].map(trigramsOf);
  trigramsByField.set(key, trigrams);
  return trigrams;
}

/** Words by which a field goes elsewhere, too different from its own name to be seen by letters. */
const synonyms: Readonly<Record<string, string>> = {
  moment: 'at time date timestamp tstamp stamp created occurred placed when',
  productId: 'id sku code number no nr ref item product variant article content key handle',
  cartId: 'id token guid key uid number no ref cart basket quote checkout session',
  orderId: 'id number no nr ref code key order transaction purchase receipt',
  quantity: 'quantity qty count amount units pieces number ordered',
  lines: 'items lines products entries contents positions list goods articles',
  line: 'item line product entry article',
  id: 'id key uuid guid event message',
};

function knownWords(field: Field) {
  const words = (synonyms[field.kind === 'moment' ? 'moment' : (field.path.at(-1) ?? '')] ?? '').split(' ');
  const own = wordsOfField(field);
  return { last: new Set([...words, own.at(-1) ?? '']), all: new Set([...words, ...own]) };
}

/** Fields whose names a source could have instead: all but the field itself and what is inside it. */
function rivalFields(field: Field): readonly Field[] {
  const inLine = field.path.includes('*') || (field.path[0] === 'line' && field.path.length > 1);
  const key = field.path.at(-1);
  return (inLine ? lineRivals : topRivals).filter((rival) => rival.path.at(-1) !== key);
}

const allFields = [...new Map([...eventFields.values()].flat().map((field) => [field.path.join('.'), field])).values()];
const lineRivals = allFields.filter(({ path }) => path[0] === 'lines' && path.length > 1);
const topRivals = allFields.filter(({ path }) => path.length === 1 || path[0] === 'who');

function shareOf({ values }: FieldSource, holds: (value: FieldSource['values'][number]) => boolean): number {
  return values.length === 0 ? 0 : values.filter(holds).length / values.length;
}

function isConvertible(field: Field, value: FieldSource['values'][number], receivedAt: number): boolean {
  const context = { field, document: {}, receivedAt };
  return conversions.some((conversion) => {
    if (!conversion.kinds.includes(field.kind)) return false;
    const form = conversion.formOf(value, context);
    const converted = form === null ? undefined : conversion.convert(value, form, context);
    return converted !== undefined && field.accepts(converted);
  });
}
