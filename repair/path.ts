import { isRecord, type JsonRecord, type JsonValue } from './json-value.ts';

/** Where a value is in a document; `*` stands for every item of a list: `['lines', '*', 'quantity']`. */
export type Path = readonly string[];

export const everyItem = '*';

/** The values at a path, one per item of the lists on the way. */
export function valuesAt(document: JsonValue, path: Path): readonly JsonValue[] {
  const [head, ...rest] = path;
  if (head === undefined) return [document];
  if (head === everyItem) return Array.isArray(document) ? document.flatMap((item) => valuesAt(item, rest)) : [];
  if (!isRecord(document) || !Object.hasOwn(document, head)) return [];
  return valuesAt(document[head] as JsonValue, rest);
}

/** The document with every value at the path replaced; undefined takes it out. Nothing is changed in place. */
export function replaceAt(
  document: JsonValue,
  path: Path,
  replace: (value: JsonValue) => JsonValue | undefined,
): JsonValue | undefined {
  const [head, ...rest] = path;
  if (head === undefined) return replace(document);
  if (head === everyItem) {
    if (!Array.isArray(document)) return document;
    return document.flatMap((item: JsonValue) => {
      const replaced = replaceAt(item, rest, replace);
      return replaced === undefined ? [] : [replaced];
    });
  }
  if (!isRecord(document) || !Object.hasOwn(document, head)) return document;
  const replaced = replaceAt(document[head] as JsonValue, rest, replace);
  if (replaced !== undefined) return { ...document, [head]: replaced };
  const { [head]: _, ...others } = document;
  return others;
}

/** A record with a value put at a path without lists; records on the way are made. Undefined: something is in the way. */
export function putAt(record: JsonRecord, path: Path, value: JsonValue): JsonRecord | undefined {
  const [head, ...rest] = path;
  if (head === undefined) return undefined;
  const present = Object.hasOwn(record, head) ? record[head] : undefined;
  if (rest.length === 0) return present === undefined ? { ...record, [head]: value } : undefined;
  if (present !== undefined && !isRecord(present)) return undefined;
  const inner = putAt(present ?? {}, rest, value);
  return inner && { ...record, [head]: inner };
}

/** RFC 6901. */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
