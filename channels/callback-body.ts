import { minuteMs } from '../domain/duration.ts';

/** An object that somebody else wrote. */
export type Fields = Readonly<Record<string, unknown>>;

/** The JSON of a body; undefined for what is none, since what JSON.parse says of it repeats a part of it. */
export function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

/** Undefined for what is no object. */
export function objectOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** The same, where what is no object has no fields. */
export function fieldsOf(value: unknown): Fields {
  return objectOf(value) ?? {};
}

/** A date as text, in epoch milliseconds; undefined for what is none. */
export function momentOf(value: unknown): number | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** How far a vendor's clock may be ahead of ours. */
const aheadMaxMs = 5 * minuteMs;
/** Seconds since 1970. */
const secondsText = /^\d{1,12}$/;

export function isTimestamp(text: unknown): text is string {
  return typeof text === 'string' && secondsText.test(text);
}

/** Whether what was signed at a moment came within the time in which the vendor may send it. */
export function isRecent(timestamp: string, receivedAtMs: number, ageMaxMs: number): boolean {
  const ageMs = receivedAtMs - Number(timestamp) * 1_000;
  return ageMs <= ageMaxMs && ageMs >= -aheadMaxMs;
}
