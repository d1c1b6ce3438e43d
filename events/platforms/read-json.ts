import type { z } from 'zod';
import type { Translation } from './platform.ts';

export type Refused = Extract<Translation, { kind: 'refused' }>;
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refused: Refused };

const decoder = new TextDecoder('utf-8', { fatal: true });
/** Only a body with such a run of digits can hold an integer that a double would change. */
const longNumber = /\d{16}/;

/**
 * A body as JSON in UTF-8; anything else is refused. Ids of platforms have 64 bits: an integer that a double cannot
 * hold stays the text that it was.
 */
export function readJson(body: Uint8Array): Read<unknown> {
  try {
    const text = decoder.decode(body);
    return { ok: true, value: longNumber.test(text) ? JSON.parse(text, keepLongIntegers) : JSON.parse(text) };
  } catch {
    return { ok: false, refused: { kind: 'refused', path: '', message: 'the body is not JSON in UTF-8' } };
  }
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
