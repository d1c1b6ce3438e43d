import type { z } from 'zod';
import { isDeepJson, isDeepValue, tooDeepMessage } from '../events/json-depth.ts';
import type { Translation } from './platform.ts';

export type Refused = Extract<Translation, { kind: 'refused' }>;
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refused: Refused };

const decoder = new TextDecoder('utf-8', { fatal: true });
/** Only a body with such a run of digits can hold an integer that a double would change. */
const longNumber = /\d{16}/;

/**
 * A body as JSON in UTF-8; anything else is refused. Ids of platforms have 64 bits: an integer that a double cannot
 * hold stays the text that it was. With `inParts` the body may be deep, because `refuseDeep` is asked of each part: one
 * of them does not spoil the others.
 */
export function readJson(body: Uint8Array, { inParts = false }: { readonly inParts?: boolean } = {}): Read<unknown> {
  try {
    const text = decoder.decode(body);
    if (!inParts && isDeepJson(text)) return { ok: false, refused: tooDeep };
    return { ok: true, value: longNumber.test(text) ? JSON.parse(text, keepLongIntegers) : JSON.parse(text) };
  } catch {
    return { ok: false, refused: { kind: 'refused', path: '', message: 'the body is not JSON in UTF-8' } };
  }
}

const tooDeep: Refused = { kind: 'refused', path: '', message: tooDeepMessage };

/** The refusal of a part that has more levels than may be walked; null: it has not. */
export function refuseDeep(part: unknown): Refused | null {
  return isDeepValue(part) ? tooDeep : null;
}

/** The third argument is the number as it was written; TypeScript's library does not know of it yet. */
function keepLongIntegers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? (context?.source ?? value) : value;
}

/** A value in the shape that an adapter needs; says where it is not, never what stood there. */
export function readAs<S extends z.ZodType>(schema: S, value: unknown): Read<z.infer<S>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  return {
    ok: false,
    refused: { kind: 'refused', path: issue?.path.join('.') ?? '', message: issue?.message ?? 'not understood' },
  };
}
