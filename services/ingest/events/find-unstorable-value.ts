import { isDeepValue, jsonDepthMax, tooDeepMessage } from '../../../events/json-depth.ts';

const depthMax = 8;
export const prototypeKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export interface UnstorableValue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * False when JSON text can hold nothing that `findUnstorableValue` looks for but levels, so that the values need not be
 * walked for it. NUL and lone surrogates only get into valid UTF-8 by an escape.
 */
export function mayHoldUnstorableValue(json: string): boolean {
  return json.includes('\\u') || json.includes('proto') || json.includes('constructor');
}

/**
 * What JSON allows but no store can keep safely: NUL and lone surrogates in text (PostgreSQL refuses them), names that
 * reach for an object's prototype, and more levels than anything may walk. Null: nothing of the kind.
 */
export function findUnstorableValue(value: unknown): UnstorableValue | null {
  return search(value, 0);
}

/** Of the same only more levels than anything may walk; where they are is looked for only when there are. */
export function findDeepValue(value: unknown): UnstorableValue | null {
  return isDeepValue(value) ? findUnstorableValue(value) : null;
}

function search(value: unknown, depth: number): UnstorableValue | null {
  if (typeof value === 'string') return searchText(value);
  if (typeof value !== 'object' || value === null) return null;
  // No field of an event is deeper, and unknown fields are dropped: what is in them does not matter but for its levels.
  if (depth >= depthMax) return isDeepValue(value, jsonDepthMax - depth) ? { path: [], message: tooDeepMessage } : null;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const found = search(value[index], depth + 1);
      if (found) return { path: [index, ...found.path], message: found.message };
    }
    return null;
  }
  for (const key of Object.keys(value)) {
    if (prototypeKeys.has(key)) return { path: [key], message: 'this name is not allowed' };
    const found = search((value as Record<string, unknown>)[key], depth + 1) ?? searchText(key);
    if (found) return { path: [key, ...found.path], message: found.message };
  }
  return null;
}

function searchText(text: string): UnstorableValue | null {
  if (text.includes('\0')) return { path: [], message: 'text must not contain the NUL character' };
  if (!text.isWellFormed()) return { path: [], message: 'text must be well-formed Unicode, without lone surrogates' };
  return null;
}
