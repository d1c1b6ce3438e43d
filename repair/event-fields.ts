import { z } from 'zod';
import { hasFields } from '../domain/has-fields.ts';
import { eventSchema } from '../events/event.ts';
import { everyItem, type Path } from './path.ts';

/** What a field holds: decides which conversions may make its value. */
export type FieldKind =
  | 'external_id'
  | 'moment'
  | 'whole_number'
  | 'minor_units'
  | 'currency'
  | 'word'
  | 'text'
  | 'url'
  | 'email'
  | 'phone'
  | 'country'
  | 'locale'
  | 'record'
  | 'list';

/** Fields that are never changed without a person: what is paid, what was consented to, who somebody is. */
export type Guarded = 'money' | 'consent' | 'identity';

export interface Field {
  readonly path: Path;
  readonly kind: FieldKind;
  readonly guarded: Guarded | null;
  readonly required: boolean;
  /** Whether a value is right by itself. */
  readonly accepts: (value: unknown) => boolean;
  /** The values of a closed list; empty for every other kind. */
  readonly words: readonly string[];
}

interface Described {
  readonly kind: FieldKind;
  readonly guarded: Guarded | null;
}

const open = (kind: FieldKind): Described => ({ kind, guarded: null });
const guarded = (kind: FieldKind, by: Guarded): Described => ({ kind, guarded: by });

/** A new field is left to persons until it is described. */
const undescribed = guarded('text', 'identity');

/** Every field of every event by its path; the schema says the rest. A test compares the two. */
export const describedFields: Readonly<Record<string, Described>> = {
  id: open('external_id'),
  type: open('word'),
  occurredAt: open('moment'),
  changedAt: open('moment'),
  who: guarded('record', 'identity'),
  'who.anonymousId': guarded('external_id', 'identity'),
  'who.customerId': guarded('external_id', 'identity'),
  'who.email': guarded('email', 'identity'),
  'who.phone': guarded('phone', 'identity'),
  'who.pushToken': guarded('external_id', 'identity'),
  productId: open('external_id'),
  variantId: open('external_id'),
  cartAliases: open('list'),
  linesOmitted: open('whole_number'),
  incomplete: open('list'),
  basis: guarded('word', 'consent'),
  cartId: open('external_id'),
  orderId: open('external_id'),
  quantity: open('whole_number'),
  unitPriceMinor: guarded('minor_units', 'money'),
  name: open('text'),
  url: open('url'),
  imageUrl: open('url'),
  category: open('text'),
  restoreUrl: open('url'),
  currency: guarded('currency', 'money'),
  valueMinor: guarded('minor_units', 'money'),
  totalMinor: guarded('minor_units', 'money'),
  refundedMinor: guarded('minor_units', 'money'),
  firstName: guarded('text', 'identity'),
  locale: guarded('locale', 'identity'),
  country: guarded('country', 'identity'),
  region: guarded('text', 'identity'),
  timeZone: guarded('text', 'identity'),
  channel: guarded('word', 'consent'),
  status: guarded('word', 'consent'),
  source: guarded('text', 'consent'),
  textVersion: guarded('text', 'consent'),
  line: open('record'),
  lines: open('list'),
  ...lineFields('line'),
  ...lineFields('lines.*'),
};

function lineFields(container: string): Record<string, Described> {
  return {
    [`${container}.productId`]: open('external_id'),
    [`${container}.variantId`]: open('external_id'),
    [`${container}.totalMinor`]: guarded('minor_units', 'money'),
    [`${container}.currency`]: guarded('currency', 'money'),
    [`${container}.quantity`]: open('whole_number'),
    [`${container}.unitPriceMinor`]: guarded('minor_units', 'money'),
    [`${container}.name`]: open('text'),
    [`${container}.url`]: open('url'),
    [`${container}.imageUrl`]: open('url'),
    [`${container}.category`]: open('text'),
  };
}

/** The fields of each type of event, containers before what is in them, read off the event schema. */
export const eventFields: ReadonlyMap<string, readonly Field[]> = new Map(
  eventSchema.options.map((option) => [option.shape.type.value, fieldsIn(option, [])]),
);

function fieldsIn(object: z.ZodObject, container: Path): Field[] {
  return Object.entries(object.shape).flatMap(([name, schema]) => {
    const path = [...container, name];
    const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    const described = describedFields[path.join('.')] ?? undescribed;
    const words = wordsOf(inner);
    const field: Field = {
      path,
      ...described,
      required: inner === schema,
      accepts: (value) => (words.length > 0 ? isWord(value, words) : (schema as z.ZodType).safeParse(value).success),
      words,
    };
    if (inner instanceof z.ZodObject) return [field, ...fieldsIn(inner, path)];
    if (inner instanceof z.ZodArray && inner.element instanceof z.ZodObject)
      return [field, ...fieldsIn(inner.element, [...path, everyItem])];
    return [field];
  });
}

/** Whatever a shop may send in the place of a word, an object that cannot be told as text too. */
function isWord(value: unknown, words: readonly string[]): boolean {
  return (typeof value === 'string' || typeof value === 'number') && words.includes(String(value));
}

function wordsOf(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  if (schema instanceof z.ZodLiteral) return eventSchema.options.map((option) => option.shape.type.value);
  return [];
}

const root: Field = {
  path: [],
  kind: 'record',
  guarded: null,
  required: true,
  accepts: hasFields,
  words: [],
};

const byPath: ReadonlyMap<string, Field> = new Map(
  [root, ...[...eventFields.values()].flat()].map((field) => [field.path.join('.'), field]),
);

/** The field at a path of any event: what it holds does not depend on the type of the event. */
export function fieldAt(path: Path): Field | undefined {
  return byPath.get(path.join('.'));
}
