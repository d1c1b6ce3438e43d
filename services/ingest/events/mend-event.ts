import { hasFields } from '../../../domain/has-fields.ts';
import { storableText } from '../../../domain/storable-text.ts';
import { eventSchema, linesPerEventMax, occurredAtMsMin } from '../../../events/event.ts';
import { findUnstorableValue, prototypeKeys } from './find-unstorable-value.ts';

/**
 * An event without the details that made it unusable, and what was left out or cut, as paths.
 *
 * The fact is worth more than its details: a purchase counts by its order and its buyer or cart, and a cart by its goods,
 * whatever the title or the picture of one of them looks like. Null: what is wrong is no detail, so the event is refused.
 */
export interface MendedEvent {
  readonly item: Fields;
  readonly mended: string[];
}

type Fields = Record<string, unknown>;
type Path = readonly PropertyKey[];

/** Leaving something out may bring the next problem to light, e.g. a person without any identity left. */
const roundsMax = 4;
/** As many paths are named; more details than these may be left out. */
const namedMax = 40;

/** Of a cart: what only shows it to a person. Its goods, prices and person are not guessed at. */
const detailsOfCarts: ReadonlySet<PropertyKey> = new Set(['name', 'category', 'url', 'imageUrl', 'restoreUrl']);
/** Of an order: all but the order itself. */
const factsOfOrders: ReadonlySet<PropertyKey> = new Set(['id', 'type', 'orderId', 'refundedMinor']);
const textLengthMax = 300;

/** Mends an item that the schema of events refused; what it returns has still to be checked. */
export function mendEvent(item: unknown, { receivedAt }: { readonly receivedAt: number }): MendedEvent | null {
  if (!hasFields(item) || typeof item['type'] !== 'string') return null;
  const isOrder = item['type'].startsWith('order_');
  if (!isOrder && findUnstorableValue(item)) return null;
  const mended = new Set<string>();
  const copy = usableParts(item) as Fields;
  if (isOrder) readOrderKindly(copy, { receivedAt, mended });
  trimEmail(copy);
  cutLines(copy, mended);
  for (let round = 0; round < roundsMax; round++) {
    const read = eventSchema.safeParse(copy);
    if (read.success) return { item: copy, mended: [...mended].slice(0, namedMax) };
    for (const issue of read.error.issues) {
      const removed = isOrder ? removeFromOrder(copy, issue.path) : removeDetail(copy, issue.path);
      if (removed === null) return null;
      mended.add(removed);
    }
    dropEmptiedLines(copy);
  }
  return null;
}

/** What an order that was mended says of itself. */
export function markedIncomplete({ item, mended }: MendedEvent): Fields {
  const isPurchase = item['type'] === 'order_placed' || item['type'] === 'order_pending';
  if (!isPurchase || mended.length === 0) return item;
  const said = Array.isArray(item['incomplete']) ? (item['incomplete'] as string[]) : [];
  return { ...item, incomplete: [...new Set([...said, ...mended])].slice(0, namedMax) };
}

/** No field of an event is deeper; what is deeper is dropped with the unknown fields anyway. */
const depthMax = 6;

/** A field without a value says nothing, and of an order what no store can keep is cut out (`find-hostile-value.ts`). */
function usableParts(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= depthMax) return undefined;
  if (Array.isArray(value)) return value.filter((each) => each !== null).map((each) => usableParts(each, depth + 1));
  const parts: Fields = {};
  for (const [name, each] of Object.entries(value)) {
    if (each === null || findUnstorableValue(name) || prototypeKeys.has(name)) continue;
    parts[name] = usableParts(each, depth + 1);
  }
  return parts;
}

/** An order without a readable time is an order of now; ids are texts, and codes of currencies are in capitals. */
function readOrderKindly(order: Fields, { receivedAt, mended }: { receivedAt: number; mended: Set<string> }): void {
  for (const name of ['orderId', 'cartId']) if (typeof order[name] === 'number') order[name] = String(order[name]);
  if (typeof order['currency'] === 'string') order['currency'] = order['currency'].trim().toUpperCase();
  if (!isReadableTime(order['occurredAt'])) {
    order['occurredAt'] = new Date(receivedAt).toISOString();
    mended.add('occurredAt');
  }
}

function isReadableTime(value: unknown): boolean {
  return typeof value === 'string' && Date.parse(value) >= occurredAtMsMin;
}

function trimEmail({ who }: Fields): void {
  if (hasFields(who) && typeof who['email'] === 'string') who['email'] = who['email'].trim();
}

/** Shown in part and counted whole: a cart or order of more lines than an event carries keeps its value. */
function cutLines(event: Fields, mended: Set<string>): void {
  const { lines } = event;
  if (!Array.isArray(lines) || lines.length <= linesPerEventMax) return;
  event['valueMinor'] ??= isCart(event) ? sumOf(lines) : undefined;
  if (event['valueMinor'] === undefined) delete event['valueMinor'];
  event['lines'] = lines.slice(0, linesPerEventMax);
  omitLines(event, lines.length - linesPerEventMax);
  mended.add('lines');
}

function isCart({ type }: Fields): boolean {
  return type === 'cart_updated' || type === 'checkout_started' || type === 'checkout_updated';
}

function sumOf(lines: readonly unknown[]): number | undefined {
  let sum = 0;
  for (const line of lines) {
    const { quantity, unitPriceMinor, totalMinor } = hasFields(line) ? line : ({} as Fields);
    const worth = typeof totalMinor === 'number' ? totalMinor : Number(quantity) * Number(unitPriceMinor);
    if (!Number.isFinite(worth)) return undefined;
    sum += worth;
  }
  return Math.round(sum);
}

function omitLines(event: Fields, count: number): void {
  const before = typeof event['linesOmitted'] === 'number' ? event['linesOmitted'] : 0;
  event['linesOmitted'] = before + count;
}

/** Takes out or cuts what an issue is about, when it is a detail; its path, or null when it is none. */
function removeDetail(event: Fields, path: Path): string | null {
  const name = path.at(-1);
  const holder = holderOf(event, path);
  if (name === undefined || !hasFields(holder) || !detailsOfCarts.has(name)) return null;
  const value = holder[String(name)];
  if ((name === 'name' || name === 'category') && typeof value === 'string' && value.length > textLengthMax)
    holder[String(name)] = cutText(value);
  else delete holder[String(name)];
  return path.map(String).join('.');
}

/** Never half of a character. */
function cutText(text: string): string {
  return text.slice(0, textLengthMax).replace(/[\uD800-\uDBFF]$/, '');
}

function removeFromOrder(order: Fields, path: Path): string | null {
  const [top, index, name] = path;
  if (top === undefined || factsOfOrders.has(top)) return null;
  const detail = removeDetail(order, path);
  if (detail !== null) return detail;
  if (top === 'who' && path.length === 1) return removePerson(order);
  if (top === 'lines' && path.length > 1) return removeFromLine(order, { index, name });
  const holder = holderOf(order, path);
  const leaf = String(path.at(-1));
  if (!hasFields(holder)) return null;
  // Several issues may be about one detail: the first has taken it out.
  delete holder[leaf];
  return path.map(String).join('.');
}

/** Whoever is no person is nobody; whether the order is told of a cart is for the schema to say. */
function removePerson(order: Fields): string | null {
  if (hasFields(order['who'])) return null;
  order['who'] = {};
  return 'who';
}

/** A line without its product or number is left out, and the order counted as one that had more. */
function removeFromLine(
  order: Fields,
  { index, name }: { readonly index: PropertyKey | undefined; readonly name: PropertyKey | undefined },
): string | null {
  const lines = order['lines'] as unknown[];
  const line = lines[Number(index)];
  const path = ['lines', index, name].filter((step) => step !== undefined).map(String);
  if (hasFields(line) && name !== undefined && name !== 'productId' && name !== 'quantity' && String(name) in line) {
    delete line[String(name)];
    return path.join('.');
  }
  // Several issues may be about one line, or about lines behind it: it is emptied in its place until all are read.
  lines[Number(index)] = undefined;
  return path.join('.');
}

function dropEmptiedLines(event: Fields): void {
  const { lines } = event;
  if (!Array.isArray(lines)) return;
  const left = lines.filter((line) => line !== undefined);
  if (left.length === lines.length) return;
  event['lines'] = left;
  omitLines(event, lines.length - left.length);
}

function holderOf(event: Fields, path: Path): unknown {
  return path.slice(0, -1).reduce<unknown>((holder, step) => {
    if (Array.isArray(holder)) return holder[Number(step)];
    return hasFields(holder) ? holder[String(step)] : undefined;
  }, event);
}
