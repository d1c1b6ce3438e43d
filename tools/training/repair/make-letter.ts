import { isRecord, type JsonRecord, type JsonValue } from '../../../repair/json-value.ts';
import { everyItem, type Path, putAt, replaceAt, valuesAt } from '../../../repair/path.ts';
import { checkEvent } from '../../../services/ingest/events/check-event.ts';
import { type Corruption, corruptions } from './corruptions.ts';
import { type Distractors, distracted } from './distractors.ts';
import type { Random } from './random.ts';
import { type ShopNaming, type Split, shopNamings } from './shop-namings.ts';

/** A refused item, and what it was before it went wrong. */
export interface Letter {
  readonly item: JsonValue;
  readonly systemOfRecord: JsonRecord;
  /** What was done to it. */
  readonly corruptions: readonly string[];
  readonly destroyed: boolean;
  /** Where fields went, by their path; without those of a whole other style. */
  readonly renamed: ReadonlyMap<string, Path>;
  readonly shop: string | null;
}

export interface LetterOptions {
  readonly random: Random;
  readonly newEvent: () => JsonRecord;
  readonly distractors: Distractors;
  /** Whose names; null: none are taken from shops. */
  readonly shops: Split | null;
  readonly kinds: readonly Corruption['split'][];
  /** Share of dead letters from which nobody could tell what they were. */
  readonly destroyedShare: number;
}

const triesMax = 50;
const required = new Set([
  'id',
  'occurredAt',
  'cartId',
  'orderId',
  'productId',
  'quantity',
  'lines',
  'lines.*.productId',
  'lines.*.quantity',
]);

/** Makes dead letters that the endpoint refuses: names of a shop, one or two corruptions, fields that do not belong to it. */
export function makeLetter(options: LetterOptions): Letter {
  for (let attempt = 0; attempt < triesMax; attempt++) {
    const letter = tryLetter(options);
    if (letter && !checkEvent(letter.item, { searchHostile: true }).ok) return letter;
  }
  throw new Error('no event could be made wrong');
}

function tryLetter({ random, newEvent, distractors, shops, kinds, destroyedShare }: LetterOptions): Letter | null {
  const systemOfRecord = newEvent();
  const destroys = random.chance(destroyedShare);
  const candidates = corruptions.filter((one) => one.destroys === destroys && (destroys || kinds.includes(one.split)));
  const done: string[] = [];
  const shop = shops && random.pick(shopNamings.filter(({ split }) => split === shops));
  let document: JsonValue = systemOfRecord;
  // With names of a shop a corruption comes along half of the time, and only one that leaves the names.
  const wanted = destroys ? 1 : shop ? Number(random.chance(0.5)) : 1 + Number(random.chance(0.3));
  const touched = new Set<string>();
  for (const { name, apply } of random.some(candidates, wanted)) {
    // One field goes wrong in one way.
    const [subject = ''] = name.split(' ');
    if (touched.has(subject)) continue;
    touched.add(subject);
    const changed: JsonValue | undefined = isRecord(document) ? apply(document, random) : undefined;
    if (changed === undefined) continue;
    document = changed;
    done.push(name);
  }
  if (destroys && done.length === 0) return null;
  const renamed = new Map<string, Path>();
  if (shop && isRecord(document)) document = withNames(document, shop, random, renamed);
  if (shop && renamed.size === 0) return null;
  if (isRecord(document)) document = distracted(document, random, distractors);
  return {
    item: document,
    systemOfRecord,
    corruptions: [...done, ...(shop ? [`names of ${shop.name}`] : [])],
    destroyed: destroys,
    renamed,
    shop: shop?.name ?? null,
  };
}

/** One to three fields under the shop's names, at least one of them required. */
function withNames(document: JsonRecord, shop: ShopNaming, random: Random, renamed: Map<string, Path>): JsonRecord {
  const present = Object.keys(shop.fields).filter((field) => valuesAt(document, field.split('.')).length > 0);
  const needed = present.filter((field) => required.has(field));
  const first = needed.length === 0 ? [] : [random.pick(needed)];
  const chosen = new Set([...first, ...random.some(present, random.below(3))]);
  // What is in a list is renamed before the list itself.
  const ordered = [...chosen].sort((one, other) => other.split('.').length - one.split('.').length);
  return ordered.reduce((current, field) => {
    const to = shop.fields[field] ?? field;
    const changed = rename(current, field.split('.'), to.split('.'));
    if (!changed) return current;
    renamed.set(field, to.split('.'));
    return changed;
  }, document);
}

/** `to` is read from the item of the list that the field is in. */
function rename(document: JsonRecord, from: Path, to: Path): JsonRecord | null {
  const shared = from.lastIndexOf(everyItem) + 1;
  const changed = replaceAt(document, from.slice(0, shared), (holder) => {
    if (!isRecord(holder)) return holder;
    const [value] = valuesAt(holder, from.slice(shared));
    if (value === undefined) return holder;
    const rest = replaceAt(holder, from.slice(shared), () => undefined);
    return (isRecord(rest) && putAt(tidied(rest, from.slice(shared)), to, value)) || holder;
  });
  return isRecord(changed) ? changed : null;
}

/** Without the empty record that a renamed field leaves behind. */
function tidied(record: JsonRecord, path: Path): JsonRecord {
  const [name] = path;
  const inner = name === undefined ? undefined : record[name];
  if (path.length < 2 || !isRecord(inner) || Object.keys(inner).length > 0) return record;
  const { [name as string]: _, ...rest } = record;
  return rest;
}
