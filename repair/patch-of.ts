import { isRecord, type JsonValue, sameJson } from './json-value.ts';
import { pointerOf } from './path.ts';

/** One operation of a JSON Patch (RFC 6902), of the kinds that a difference needs. */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly path: string };

/** What turns one document into another. Lists are compared item by item, because no repair moves items. */
export function patchOf(before: JsonValue, after: JsonValue): readonly PatchOperation[] {
  return difference(before, after, []);
}

function difference(before: JsonValue, after: JsonValue, path: readonly (string | number)[]): PatchOperation[] {
  if (sameJson(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) => difference(item, after[index] as JsonValue, [...path, index]));
  }
  if (!isRecord(before) || !isRecord(after)) return [{ op: 'replace', path: pointerOf(path), value: after }];
  const removed = Object.keys(before)
    .filter((name) => !Object.hasOwn(after, name))
    .map((name): PatchOperation => ({ op: 'remove', path: pointerOf([...path, name]) }));
  const others = Object.entries(after).flatMap(([name, value]): PatchOperation[] =>
    Object.hasOwn(before, name)
      ? difference(before[name] as JsonValue, value, [...path, name])
      : [{ op: 'add', path: pointerOf([...path, name]), value }],
  );
  return [...removed, ...others];
}
