import { parseJson } from '../../../events/parse-json.ts';
import { fields } from '../../../platforms/fields.ts';
import { nameLengthMax, plainName, wordsOfName } from '../../../repair/words.ts';
import { type Subject, subjectKinds } from './subject.ts';

/** What a dead letter says about an order, as far as anybody can read it. */
export interface OrderDeadLetter {
  readonly kind: 'event' | 'body';
  /** The item as parsed, or a body as text. */
  readonly item: unknown;
  /** What the platform calls the request; absent: it was none, or says nothing. */
  readonly topic?: string | undefined;
}

/** Values that are looked at: the rest of a large dead letter is goods, not people. */
const valuesMax = 5_000;
const depthMax = 8;
const subjectLengthMax = 254;
/** An order is one customer's: more subjects than this are not one order. */
export const subjectsPerDeadLetterMax = 20;

/** Names of kinds and topics that tell of a purchase. */
const wordsOfPurchases: ReadonlySet<string> = new Set([
  'order',
  'orders',
  'purchase',
  'purchased',
  'transaction',
  'paid',
  'payment',
  'sale',
]);
/** They tell of what became of a purchase that was told before. */
const wordsOfEnds: ReadonlySet<string> = new Set(['cancel', 'cancelled', 'canceled', 'refund', 'refunded', 'refunds']);
/** Fields that only orders have, where nothing names the kind. */
const fieldsOfOrders: ReadonlySet<string> = new Set([
  'orderid',
  'ordernumber',
  'orderkey',
  'orderstatusurl',
  'financialstatus',
  'transactionid',
]);

/**
 * Whom an order that lies as a dead letter is about: everybody and every cart that it names at all. Empty: it is no purchase,
 * or names nobody. Nothing here has to be right about the dead letter: it decides who is not written to for a while.
 */
export function orderSubjects({ kind, item, topic }: OrderDeadLetter): readonly Subject[] {
  const content = kind === 'body' ? parseJson(String(item)) : item;
  if (!isPurchase(content, topic)) return [];
  const subjects = new Map<string, Subject>();
  for (const { name, value } of valuesIn(content))
    for (const subject of subjectsIn(name, value)) {
      subjects.set(`${subject.kind}\n${subject.value}`, subject);
      if (subjects.size >= subjectsPerDeadLetterMax) return [...subjects.values()];
    }
  return [...subjects.values()];
}

/** Whether any of the outer records tells of a purchase, by what it calls itself or by fields that only orders have. */
function isPurchase(content: unknown, topic: string | undefined): boolean {
  const named = wordsIn(topic);
  if (named.some((word) => wordsOfEnds.has(word))) return false;
  if (named.some((word) => wordsOfPurchases.has(word))) return true;
  return recordsIn(content).some(({ name, record }) => {
    const { type, event, topic: ownTopic } = record;
    const ownName = recordsWithNamesOfKinds.has(name) ? record['name'] : undefined;
    const words = [type, event, ownTopic, ownName].flatMap(wordsIn);
    if (words.some((word) => wordsOfEnds.has(word))) return false;
    if (words.some((word) => wordsOfPurchases.has(word))) return true;
    return Object.keys(record).some((key) => key.length <= nameLengthMax && fieldsOfOrders.has(plainName(key)));
  });
}

function wordsIn(name: unknown): readonly string[] {
  return typeof name === 'string' ? wordsOfName(name.slice(0, nameLengthMax)) : [];
}

const recordsMax = 500;
const recordDepthMax = 6;
/** Records whose `name` says what happened; elsewhere it is that of goods. */
const recordsWithNamesOfKinds: ReadonlySet<string> = new Set(['events', 'event', 'metric', 'attributes']);

interface NamedRecord {
  readonly name: string;
  readonly record: Readonly<Record<string, unknown>>;
}

function recordsIn(content: unknown): readonly NamedRecord[] {
  const found: NamedRecord[] = [];
  let level: readonly { readonly name: string; readonly value: unknown }[] = [{ name: '', value: content }];
  for (let depth = 0; depth <= recordDepthMax && level.length > 0 && found.length < recordsMax; depth++) {
    const next: { readonly name: string; readonly value: unknown }[] = [];
    for (const { name, value } of level) {
      if (next.length > recordsMax) break;
      if (Array.isArray(value)) next.push(...value.slice(0, recordsMax).map((inner) => ({ name, value: inner })));
      else if (typeof value === 'object' && value !== null) {
        found.push({ name, record: fields(value) });
        for (const [key, inner] of Object.entries(value).slice(0, recordsMax))
          next.push({ name: key.length <= nameLengthMax ? plainName(key) : '', value: inner });
      }
    }
    level = next;
  }
  return found;
}

interface Named {
  /** The name of the field, and of the record that it is in, without case and separators. */
  readonly name: string;
  readonly value: string;
}

/** The texts and numbers of a document with their names, the outer ones first. */
function valuesIn(content: unknown): readonly Named[] {
  const found: Named[] = [];
  let level: { readonly name: string; readonly value: unknown }[] = [{ name: '', value: content }];
  for (let depth = 0; depth <= depthMax && level.length > 0 && found.length < valuesMax; depth++) {
    const next: typeof level = [];
    for (const { name, value } of level) {
      if (typeof value === 'string' || typeof value === 'number') found.push({ name, value: String(value).trim() });
      else if (Array.isArray(value)) for (const inner of value) next.push({ name, value: inner });
      else
        for (const [key, inner] of Object.entries(fields(value)))
          if (key.length <= nameLengthMax)
            next.push({ name: plainName(key) === 'id' ? `${name}id` : plainName(key), value: inner });
      if (next.length > valuesMax) break;
    }
    level = next;
  }
  return found;
}

function subjectsIn(name: string, value: string): readonly Subject[] {
  if (value === '' || value.length > subjectLengthMax) return [];
  const kinds = subjectKinds.filter(({ names, holds }) => holds(value) && (names === 'any' || names.has(name)));
  return kinds.map(({ kind, normal }) => ({ kind, value: normal(value) }));
}
