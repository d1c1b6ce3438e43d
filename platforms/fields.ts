export type Fields = Readonly<Record<string, unknown>>;

/** An object's fields; anything else (null, a list: PHP writes an empty object so) has none. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The objects of a list; what is no list has none. */
export function fieldsOfEach(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}
