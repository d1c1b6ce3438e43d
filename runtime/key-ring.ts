import { hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** One key of a secret that turns. */
export interface RingKey {
  /** Eight hexadecimal digits derived from the key: shown and logged, and of no use without it. */
  readonly id: string;
  readonly secret: string;
  /** From when on it is the one that signs and seals, until a newer one does; epoch milliseconds, 0: it always was. */
  readonly fromMs: number;
  /** Until when what it signed is believed; null: no newer one is there. What it sealed opens for as long as it is kept. */
  readonly untilMs: number | null;
}

/** The keys of one secret, newest first. */
export type KeyRing = readonly [RingKey, ...RingKey[]];

/** How long the key before the newest is still believed. */
export const overlapMs = 30 * 24 * 3_600_000;
/** How long a new key is known before it signs, so that no process meets one that it has not read yet. */
export const publishMs = 2 * 60_000;

const keyIdPurpose = 'cart-recovery/key-id/v1';
const keyIdBytes = 4;
const newKeyBytes = 32;
/** Turned each week, a key that seals nothing any more is long forgotten by then. */
const keysMax = 50;

const moment = z.iso.datetime().transform((text) => Date.parse(text));
const storedRing = z.object({
  keys: z
    .array(z.object({ key: z.string().min(1), from: moment.nullable(), until: moment.nullable() }))
    .min(1)
    .max(keysMax),
});

/** What is kept of a secret is its one key as plain text, or a ring as JSON; null: text that looks like a ring and is none. */
export function parseKeyRing(text: string): KeyRing | null {
  if (!text.startsWith('{')) return [keyOf(text, { fromMs: 0, untilMs: null })];
  const parsed = storedRing.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const [newest, ...older] = parsed.data.keys
    .map(({ key, from, until }) => keyOf(key, { fromMs: from ?? 0, untilMs: until }))
    .toSorted((a, b) => b.fromMs - a.fromMs);
  return newest === undefined ? null : [newest, ...older];
}

/** The ring as it is kept: plain text as long as there is one key that was never turned. */
export function formatKeyRing(ring: KeyRing): string {
  if (ring.length === 1 && ring[0].fromMs === 0) return ring[0].secret;
  return JSON.stringify({
    keys: ring.map(({ secret, fromMs, untilMs }) => ({
      key: secret,
      from: fromMs === 0 ? null : new Date(fromMs).toISOString(),
      until: untilMs === null ? null : new Date(untilMs).toISOString(),
    })),
  });
}

export interface TurnOptions {
  readonly secret: string;
  /** Epoch milliseconds. */
  readonly nowMs: number;
  /** 0: what the key before signed is worth nothing from the moment on at which the new one signs. */
  readonly overlapMs?: number;
  readonly publishMs?: number;
}

/**
 * Adds a key that signs soon. The others stay: which of them may go is known only where nothing is sealed with them any more.
 * Throws `RangeError` for a ring that is full.
 */
export function turnKeyRing(ring: KeyRing, options: TurnOptions): KeyRing {
  if (ring.length >= keysMax) throw new RangeError(`the ring holds ${keysMax} keys already`);
  const fromMs = options.nowMs + (options.publishMs ?? publishMs);
  const endMs = fromMs + (options.overlapMs ?? overlapMs);
  const older = ring.map((key) => ({ ...key, untilMs: Math.min(key.untilMs ?? endMs, endMs) }));
  return [keyOf(options.secret, { fromMs, untilMs: null }), ...older];
}

/** Without the keys that are believed no more, but for those that `sealing` names: something that they sealed is still there. */
export function dropEnded(ring: KeyRing, nowMs: number, sealing: ReadonlySet<string>): KeyRing {
  const [newest, ...older] = ring;
  return [newest, ...older.filter((key) => isBelieved(key, nowMs) || sealing.has(key.id))];
}

/**
 * What holds once another ring was read. One that does not know our newest key was put there whole, as somebody does who knows of
 * no rings: ours stay for the overlap, or every link of before would be dead.
 */
export function mergeKeyRings(known: KeyRing | undefined, read: KeyRing, nowMs: number): KeyRing {
  if (known === undefined || read.some(({ id }) => id === known[0].id)) return read;
  const endMs = nowMs + overlapMs;
  const [newest, ...others] = read;
  const older = [...others, ...known.filter((key) => !read.some(({ id }) => id === key.id))];
  return [
    { ...newest, fromMs: Math.max(newest.fromMs, nowMs) },
    ...older.map((key) => ({ ...key, untilMs: Math.min(key.untilMs ?? endMs, endMs) })),
  ];
}

/** The key that signs at a moment. Null: it was dropped, or is of before the ring. */
export function signingKey(ring: KeyRing, atMs: number): RingKey | null {
  return ring.find(({ fromMs }) => fromMs <= atMs) ?? null;
}

export function isBelieved({ untilMs }: RingKey, nowMs: number): boolean {
  return untilMs === null || untilMs > nowMs;
}

export function newKey(): string {
  return randomBytes(newKeyBytes).toString('hex');
}

/** Tells two keys apart without showing either. For keys drawn at random only: a guessed one could be tried out. */
export function keyIdOf(secret: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', keyIdPurpose, keyIdBytes)).toString('hex');
}

function keyOf(secret: string, times: Pick<RingKey, 'fromMs' | 'untilMs'>): RingKey {
  return { id: keyIdOf(secret), secret, ...times };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
