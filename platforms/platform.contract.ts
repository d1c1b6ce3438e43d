import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkEvent } from '../services/ingest/events/check-event.ts';
import { bytesOf, type PlatformSample, receivedAt } from '../test/platform-samples.ts';
import type { Platform, PlatformSettings, Translation } from './platform.ts';

const secret = 'hush hush, nobody knows';
const older = 'what it was before';
const settings: PlatformSettings = { currency: 'EUR', orderStatuses: {} };

/** Whatever a signature or a number may be written with: some pairs differ in bits only that a decoder throws away. */
const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=';

/** The rules that hold for every platform. */
export function describePlatform(platform: Platform, sample: PlatformSample): void {
  describe(`platform ${platform.name}`, () => {
    const request = sample.signed(secret);

    test('takes what is signed with either of two valid secrets, and with no other', () => {
      expect(platform.verify(request, [secret, older])).toEqual({ ok: true });
      expect(platform.verify(sample.signed(older), [secret, older])).toEqual({ ok: true });
      expect(platform.verify(sample.signed('a third'), [secret, older])).toEqual({
        ok: false,
        reason: 'signature_mismatch',
      });
    });

    test('takes nothing while no secret is known, or an empty one', () => {
      expect(platform.verify(request, []).ok).toBe(false);
      expect(platform.verify(sample.signed(''), ['']).ok).toBe(false);
    });

    test('takes nothing without its signature', () => {
      for (const header of sample.covered)
        expect(platform.verify({ ...request, headers: { ...request.headers, [header]: undefined } }, [secret]).ok).toBe(
          false,
        );
      expect(platform.verify({ ...request, headers: {} }, [secret])).toMatchObject({ reason: 'signature_missing' });
    });

    test('a single changed byte of the body makes it nobody’s', () => {
      fc.assert(
        fc.property(fc.nat(sample.body.length - 1), fc.integer({ min: 1, max: 255 }), (index, change) => {
          const body = Uint8Array.from(request.body);
          body[index] = (body[index] ?? 0) ^ change;
          expect(platform.verify({ ...request, body }, [secret]).ok).toBe(false);
        }),
      );
      for (const body of [
        request.body.slice(1),
        request.body.slice(0, -1),
        Buffer.concat([request.body, Buffer.of(10)]),
      ])
        expect(platform.verify({ ...request, body }, [secret]).ok).toBe(false);
    });

    test.each(sample.covered)('a single changed character of %s makes it nobody’s', (header) => {
      const value = request.headers[header] ?? '';
      for (let index = 0; index < value.length; index++) {
        for (const other of characters) {
          if (value[index] === other) continue;
          const changed = value.slice(0, index) + other + value.slice(index + 1);
          expect(platform.verify({ ...request, headers: { ...request.headers, [header]: changed } }, [secret]).ok).toBe(
            false,
          );
        }
      }
    });

    test('means events that the endpoint takes, under the same ids whenever it is sent again', () => {
      const events = eventsOf(platform.translate(request, settings));
      expect(events.length).toBeGreaterThan(0);
      for (const event of events) expect(checkEvent(event, { searchHostile: true })).toMatchObject({ ok: true });
      const again = eventsOf(platform.translate({ ...request, receivedAt: receivedAt + 3_600_000 }, settings));
      expect(again).toEqual(events);
      expect(new Set(events.map((event) => (event as { id: string }).id)).size).toBe(events.length);
    });

    test('puts no address of a person into an id', () => {
      for (const event of eventsOf(platform.translate(request, settings))) {
        const { who: _, ...rest } = event as Record<string, unknown>;
        expect(JSON.stringify(rest)).not.toContain('jo@shop.example');
      }
    });

    test('does not know what nobody here knows, and says so', () => {
      expect(platform.translate(sample.unknown(secret), settings)).toEqual({
        kind: 'ignored',
        reason: 'unknown_topic',
      });
      expect(platform.translate({ headers: {}, body: bytesOf({}), receivedAt }, settings).kind).not.toBe('events');
    });

    test('never throws for what a body holds', () => {
      const bodies = fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc.json({ maxDepth: 3 }).map((text) => Buffer.from(text)),
        changedSomewhere(JSON.parse(Buffer.from(sample.body).toString())).map(bytesOf),
      );
      fc.assert(
        fc.property(bodies, (body) => {
          const changed = { ...request, body };
          expect(platform.describe(changed).topic).not.toBe('');
          expect(platform.translate(changed, settings).kind).toMatch(/^[a-z]+$/);
        }),
        { numRuns: 500 },
      );
    });

    test('never throws whichever value of a delivery lies about how it is printed, or is called like what all objects have', () => {
      const json: unknown = JSON.parse(Buffer.from(request.body).toString());
      const hostile = [{ toString: 0, valueOf: 0 }, 'constructor', '__proto__', 'toString'];
      for (const path of pathsOf(json))
        for (const value of hostile) {
          const changed = { ...request, body: bytesOf(withValue(json, path, value)) };
          expect(platform.describe(changed).topic).not.toBe('');
          const translation = platform.translate(changed, settings);
          if (translation.kind !== 'events') continue;
          for (const event of translation.events)
            expect(typeof checkEvent(event, { searchHostile: true }).ok).toBe('boolean');
        }
    });

    test('names what happened by a text, also where any one value of the delivery is blank', () => {
      const json: unknown = JSON.parse(Buffer.from(request.body).toString());
      const bodies = pathsOf(json).map((path) => ({ ...request, body: bytesOf(withValue(json, path, '')) }));
      const headers = Object.keys(request.headers).map((header) => ({
        ...request,
        headers: { ...request.headers, [header]: '' },
      }));
      for (const changed of [...bodies, ...headers]) expect(platform.describe(changed).topic.trim()).not.toBe('');
    });

    test('never throws for what its API answers', () => {
      const resources = fc.constantFrom('cart', 'checkout', 'order', 'customer');
      fc.assert(
        fc.property(resources, fc.jsonValue(), (resource, body) => {
          const fetched = { resource, id: '1', body, fetchedAt: receivedAt } as const;
          const translation = platform.translateFetched?.(fetched, settings);
          if (body === null && translation) expect(translation).toEqual({ kind: 'ignored', reason: 'gone' });
        }),
      );
    });
  });
}

function eventsOf(translation: Translation): readonly unknown[] {
  if (translation.kind !== 'events') throw new Error(`not events, but ${JSON.stringify(translation)}`);
  return translation.events;
}

/** The same JSON with one value, wherever it stands, replaced by another of any kind. */
function changedSomewhere(json: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(json);
  const values = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom('-1.00', '1e9', '\0', '\ud800', [], {}, null));
  return fc.tuple(fc.nat(paths.length - 1), values).map(([index, value]) => withValue(json, paths[index] ?? [], value));
}

function pathsOf(json: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof json !== 'object' || json === null) return [path];
  return [path, ...Object.entries(json).flatMap(([key, value]) => pathsOf(value, [...path, key]))];
}

function withValue(json: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(json) ? [...json] : { ...(json as object) };
  const holder = copy as Record<string, unknown>;
  holder[key] = withValue(holder[key], rest, value);
  return copy;
}
