import { dayMs, hourMs } from '../../../domain/duration.ts';
import { describedFields } from '../../../repair/event-fields.ts';
import { isRecord, type JsonRecord, type JsonValue } from '../../../repair/json-value.ts';
import { putAt, replaceAt, valuesAt } from '../../../repair/path.ts';
import { nameStyles, wordsOfName } from '../../../repair/words.ts';
import { receivedAt } from './canonical-events.ts';
import type { Random } from './random.ts';

/** One way in which an event goes wrong. `held_out` ones had no part in building the repair. */
export interface Corruption {
  readonly name: string;
  readonly split: 'known' | 'held_out';
  /** Nothing in the result says what it was: every repair of it is a false one. */
  readonly destroys: boolean;
  /** The event gone wrong; undefined where it does not apply. */
  readonly apply: (event: JsonRecord, random: Random) => JsonValue | undefined;
}

type Change = (value: JsonValue, random: Random, event: JsonRecord) => JsonValue | undefined;

const known = { split: 'known', destroys: false } as const;
const heldOut = { split: 'held_out', destroys: false } as const;
const destroyed = { split: 'held_out', destroys: true } as const;

const msOf = (value: JsonValue): number => Date.parse(String(value));
const plainIso = (value: JsonValue): string => String(value).replace('Z', '');
const moneyDigits: Readonly<Record<string, number>> = { JPY: 0 };

/** Every way there is. */
export const corruptions: readonly Corruption[] = [
  { ...known, name: 'moment in seconds', apply: moment((value) => msOf(value) / 1_000) },
  { ...known, name: 'moment in milliseconds', apply: moment((value) => msOf(value)) },
  { ...known, name: 'moment in seconds as text', apply: moment((value) => String(msOf(value) / 1_000)) },
  {
    ...known,
    name: 'moment with a space and UTC',
    apply: moment((value) => `${plainIso(value).replace('T', ' ')} UTC`),
  },
  { ...known, name: 'moment of a mail', apply: moment((value) => new Date(msOf(value)).toUTCString()) },
  { ...known, name: 'moment without a zone', apply: moment((value) => plainIso(value)) },
  { ...known, name: 'count as text', apply: quantities((value) => String(value)) },
  {
    ...known,
    name: 'type in another case',
    apply: text('type', (value, random) => restyled(value, random, ['pascal', 'upper_snake', 'camel'])),
  },
  { ...known, name: 'id as a number', apply: numericId },
  { ...known, name: 'currency in small letters', apply: text('currency', (value) => String(value).toLowerCase()) },
  { ...known, name: 'amounts with decimals as text', apply: amounts },
  { ...known, name: 'empty optional fields', apply: emptied },
  { ...known, name: 'lines as text', apply: text('lines', (value) => JSON.stringify(value)) },
  {
    ...known,
    name: 'one line instead of a list',
    apply: text('lines', (value) => (Array.isArray(value) && value.length === 1 ? (value[0] as JsonValue) : undefined)),
  },
  {
    ...known,
    name: 'blanks that nobody sees',
    apply: text('type', (value, random) => random.pick([`\ufeff${value}`, `${value} `, `\u00a0${value}`])),
  },
  {
    ...known,
    name: 'inside a wrapper',
    apply: (event, random) => ({ [random.pick(['event', 'data', 'payload'])]: event }),
  },
  {
    ...known,
    name: 'names in another style',
    apply: (event, random) => restyledNames(event, random, ['snake', 'pascal', 'kebab']),
  },
  { ...heldOut, name: 'moment in microseconds', apply: moment((value) => msOf(value) * 1_000) },
  { ...heldOut, name: 'moment with an offset without a colon', apply: moment((value) => `${plainIso(value)}+0000`) },
  { ...heldOut, name: 'moment in a .NET date', apply: moment((value) => `/Date(${msOf(value)})/`) },
  { ...heldOut, name: 'moment with a fraction of seconds', apply: moment((value) => `${msOf(value) / 1_000}.000`) },
  { ...heldOut, name: 'count with zeros', apply: quantities((value) => `${value}.00`) },
  {
    ...heldOut,
    name: 'type in words',
    apply: text('type', (value, random) =>
      restyled(value, random, ['title', 'kebab', 'dotted', 'slashed', 'upper_spaced']),
    ),
  },
  { ...heldOut, name: 'quotes around a value', apply: text('type', (value) => `"${value}"`) },
  {
    ...heldOut,
    name: 'numbered lines',
    apply: text('lines', (value) => (Array.isArray(value) ? { ...value } : undefined)),
  },
  { ...heldOut, name: 'the whole event as text', apply: (event) => JSON.stringify(event) },
  {
    ...heldOut,
    name: 'names in capitals',
    apply: (event, random) => restyledNames(event, random, ['upper_snake', 'title_snake']),
  },
  { ...heldOut, name: 'somebody as text', apply: text('who', (value) => JSON.stringify(value)) },
  { ...destroyed, name: 'a required id is gone', apply: withoutRequired },
  {
    ...destroyed,
    name: 'moment by day and month alone',
    apply: moment((value) => String(value).slice(0, 10).split('-').reverse().join('/')),
  },
  { ...destroyed, name: 'moment replaced by others', apply: otherMoments },
  { ...destroyed, name: 'count in words', apply: quantities(() => 'several') },
  { ...destroyed, name: 'count below one', apply: quantities(() => 0) },
  { ...destroyed, name: 'id replaced by one of something else', apply: otherId },
  { ...destroyed, name: 'nobody behind it', apply: ({ who: _, ...event }) => ({ ...event, buyer_type: 'guest' }) },
  {
    ...destroyed,
    name: 'another type of event',
    apply: text('type', (_, random) => random.pick(['cart_viewed', 'wishlist_updated', 'search', 'page'])),
  },
];

function moment(change: Change): Corruption['apply'] {
  return text('occurredAt', change);
}

function text(name: string, change: Change): Corruption['apply'] {
  return (event, random) => {
    const value = event[name];
    const changed = value === undefined ? undefined : change(value, random, event);
    return changed === undefined ? undefined : { ...event, [name]: changed };
  };
}

function quantities(change: Change): Corruption['apply'] {
  return (event, random) => {
    const paths = [['quantity'], ['line', 'quantity'], ['lines', '*', 'quantity']];
    const path = paths.find((candidate) => valuesAt(event, candidate).length > 0);
    return path && replaceAt(event, path, (value) => change(value, random, event));
  };
}

function amounts(event: JsonRecord): JsonValue | undefined {
  const { currency } = event;
  const digits = moneyDigits[String(currency)] ?? 2;
  if (typeof currency !== 'string' || digits === 0) return undefined;
  const decimal = (value: JsonValue): JsonValue => (Number(value) / 10 ** digits).toFixed(digits);
  const paths = [['totalMinor'], ['refundedMinor'], ['lines', '*', 'unitPriceMinor'], ['line', 'unitPriceMinor']];
  const found = paths.filter((path) => valuesAt(event, path).length > 0);
  return found.length === 0
    ? undefined
    : found.reduce<JsonValue>((document, path) => replaceAt(document, path, decimal) ?? document, event);
}

function numericId(event: JsonRecord): JsonValue | undefined {
  const paths = [['cartId'], ['orderId'], ['productId'], ['lines', '*', 'productId'], ['line', 'productId']];
  const path = paths.find((candidate) => {
    const values = valuesAt(event, candidate);
    return values.length > 0 && values.every((value) => /^[1-9]\d{0,14}$/.test(String(value)));
  });
  return path && replaceAt(event, path, Number);
}

/** Optional fields that are there without a value; the system of record has none of them. */
function emptied(event: JsonRecord, random: Random): JsonValue | undefined {
  const empty = random.pick([null, '']);
  if (Array.isArray(event['lines'])) {
    return replaceAt(event, ['lines', '*'], (line) =>
      isRecord(line) && !('imageUrl' in line) ? { ...line, imageUrl: empty } : line,
    );
  }
  return event['type'] === 'product_viewed' && !('cartId' in event) ? { ...event, cartId: empty } : undefined;
}

function restyled(value: JsonValue, random: Random, styles: readonly (keyof typeof nameStyles)[]): string | undefined {
  const changed = nameStyles[random.pick(styles)](wordsOfName(String(value)));
  return changed === value ? undefined : changed;
}

function restyledNames(event: JsonRecord, random: Random, styles: readonly (keyof typeof nameStyles)[]): JsonValue {
  const write = nameStyles[random.pick(styles)];
  const rename = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(rename);
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [write(wordsOfName(name)), rename(inner)]));
  };
  return rename(event);
}

function withoutRequired(event: JsonRecord, random: Random): JsonValue | undefined {
  const names = ['cartId', 'orderId', 'productId', 'id'].filter((name) => name in event && name in describedFields);
  if (names.length === 0) return undefined;
  const { [random.pick(names)]: _, ...rest } = event;
  return rest;
}

/** The moment of the event is gone, those of other things are there. */
function otherMoments({ occurredAt, ...event }: JsonRecord): JsonValue | undefined {
  if (occurredAt === undefined) return undefined;
  const other = (hours: number) => new Date(receivedAt - 40 * dayMs - hours * hourMs).toISOString();
  return { ...event, customer_since: other(9_000), expires_at: other(-2_000), modified: other(3) };
}

/** The right id is gone, and one of something else looks like it. */
function otherId(event: JsonRecord, random: Random): JsonValue | undefined {
  const names = ['cartId', 'orderId', 'productId'].filter((name) => name in event);
  if (names.length === 0) return undefined;
  const name = random.pick(names);
  const decoy = random.pick([
    'location_id',
    'shipping_address_id',
    'campaign_id',
    'vendor_id',
    'store_id',
    'payment_token',
  ]);
  const { [name]: _, ...rest } = event;
  return putAt(rest, [decoy], String(90_000 + random.below(9_999)));
}
