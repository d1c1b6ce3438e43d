import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dropEnded,
  formatKeyRing,
  isBelieved,
  type KeyRing,
  mergeKeyRings,
  overlapMs,
  parseKeyRing,
  publishMs,
  signingKey,
  turnKeyRing,
} from './key-ring.ts';

const nowMs = 1_800_000_000_000;
const ringOf = (text: string): KeyRing => parseKeyRing(text) ?? expect.unreachable();
const first = ringOf('the first key');

describe('a ring of keys', () => {
  test('is one key as long as the text is one, and is kept as it was', () => {
    expect(first).toHaveLength(1);
    expect(formatKeyRing(first)).toBe('the first key');
    expect(signingKey(first, 0)?.secret).toBe('the first key');
  });

  test('has a new key that is known before it signs, and an old one that is believed for thirty days', () => {
    const turned = turnKeyRing(first, { secret: 'the second key', nowMs });
    const signer = (atMs: number) => signingKey(turned, atMs)?.secret;
    expect(signer(nowMs + publishMs - 1)).toBe('the first key');
    expect(signer(nowMs + publishMs)).toBe('the second key');
    const believed = (atMs: number) => turned.filter((key) => isBelieved(key, atMs)).map(({ secret }) => secret);
    expect(believed(nowMs)).toEqual(['the second key', 'the first key']);
    expect(believed(nowMs + publishMs + overlapMs - 1)).toEqual(['the second key', 'the first key']);
    expect(believed(nowMs + publishMs + overlapMs)).toEqual(['the second key']);
  });

  test('believes a key that leaked no longer than until the new one signs', () => {
    const [, leaked] = turnKeyRing(first, { secret: 'the second key', nowMs, overlapMs: 0 });
    expect(leaked && isBelieved(leaked, nowMs + publishMs)).toBe(false);
  });

  test('forgets a key that ended, but never one that still seals something', () => {
    const turned = turnKeyRing(first, { secret: 'the second key', nowMs });
    const laterMs = nowMs + publishMs + overlapMs;
    expect(dropEnded(turned, laterMs - 1, new Set())).toHaveLength(2);
    expect(dropEnded(turned, laterMs, new Set([first[0].id]))).toHaveLength(2);
    expect(dropEnded(turned, laterMs, new Set())).toHaveLength(1);
  });

  test('keeps what it knew where somebody put another key in its place', () => {
    const merged = mergeKeyRings(first, ringOf('a key that somebody wrote over it'), nowMs);
    expect(signingKey(merged, nowMs)?.secret).toBe('a key that somebody wrote over it');
    expect(signingKey(merged, nowMs - 1)?.secret, 'what was signed before is made again with the same key').toBe(
      'the first key',
    );
    const turned = turnKeyRing(first, { secret: 'the second key', nowMs });
    expect(mergeKeyRings(first, turned, nowMs)).toEqual(turned);
  });

  test.each([
    '{',
    '{}',
    '{"keys":[]}',
    '{"keys":[{"key":""}]}',
    '{"keys":"x"}',
    '{"keys":[{"key":"k","from":"today"}]}',
  ])('is none where the text begins like one and is not: %s', (text) => {
    expect(parseKeyRing(text)).toBeNull();
  });

  test('whatever turns it, text and ring say the same, and each moment since has just one key that signs', () => {
    const turns = fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: overlapMs * 2 }), leaked: fc.boolean() }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(turns, fc.integer({ min: 0, max: overlapMs * 3 }), (all, laterMs) => {
        let [ring, atMs] = [first, nowMs];
        for (const [index, { afterMs, leaked }] of all.entries()) {
          atMs += afterMs;
          const before = ring;
          ring = turnKeyRing(ring, { secret: `key ${index}`, nowMs: atMs, ...(leaked && { overlapMs: 0 }) });
          // A repeated attempt renders what the first one did.
          for (const ms of [nowMs, atMs])
            expect(signingKey(ring, ms)).toMatchObject({ id: signingKey(before, ms)?.id });
        }
        expect(ringOf(formatKeyRing(ring))).toEqual(ring);
        const signer = signingKey(ring, atMs + publishMs + laterMs);
        expect(signer?.id).toBe(ring[0].id);
        expect(signer && isBelieved(signer, atMs + laterMs)).toBe(true);
      }),
    );
  });
});
