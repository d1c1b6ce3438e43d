import { hasFields } from '../domain/has-fields.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** An object's fields; anything else (null, a list: PHP writes an empty object so) has none. */
export function fields(value: unknown): Fields {
  return hasFields(value) ? value : {};
}

/** The objects of a list; what is no list has none. */
export function fieldsOfEach(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}
