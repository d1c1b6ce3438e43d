import { hasFields } from '../domain/has-fields.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** An object's fields; anything else (null, a list: PHP writes an empty object so) has none. */
export function fields(value: unknown): Fields {
  return hasFields(value) ? value : {};
}

/** The platform's name of what happened as a webhook carries it; a blank one names nothing. */
export function topicText(name: unknown): string {
  return typeof name === 'string' && name.trim() !== '' ? name : 'unknown';
}

/** The objects of a list; what is no list has none. */
export function fieldsOfEach(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}

const idLengthMax = 128;

/** A platform's id as an event carries it: numbers as text. Undefined: there is none. */
export function idText(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text.length > 0 && text.length <= idLengthMax ? text : undefined;
}
