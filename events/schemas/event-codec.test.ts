import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validEvent } from '../../test/valid-event.ts';
import { eventSchema } from '../event.ts';
import { avroTypeOf } from './avro-type.ts';
import { createEventCodec } from './event-codec.ts';
import { createMemoryRegistry } from './schema-registry.ts';
import { newestReleased } from './topic-schemas.ts';
import { messageBytesMax } from './wire-codec.ts';

const registry = createMemoryRegistry();
const codec = await createEventCodec({ registry });
const kinds = eventSchema.options.map((option) => option.shape.type.value);

describe('an event on the wire', () => {
  test.each(kinds)('%s comes back with the same JSON, whatever of it is set', async (kind) => {
    await fc.assert(
      fc.asyncProperty(validEvent(kind), async (event) => {
        expect(await codec.decode(codec.encode(event))).toEqual(JSON.parse(JSON.stringify(event)));
      }),
      { numRuns: 60 },
    );
  });

  test('starts with a zero byte and the id of its schema, big endian', async () => {
    const [event] = fc.sample(validEvent('order_paid'), 1);
    const bytes = Buffer.from(codec.encode(event as never));
    expect(bytes[0]).toBe(0);
    expect(await registry.schemaOf(bytes.readUInt32BE(1))).toBe(newestReleased('events.validated').text);
  });

  test('is also read by a consumer of an older program whose schema had fewer fields', async () => {
    const newestSchema = JSON.parse(newestReleased('events.validated').text);
    const grown = structuredClone(newestSchema);
    grown.fields.push({ name: 'origin', type: ['null', 'string'], default: null });
    const written = await write(JSON.stringify(grown), { origin: 'webhook' });
    expect(await codec.decode(written)).toMatchObject({ id: 'e-1', type: 'order_paid', orderId: 'o-1' });
  });
});

test('an event that does not fit is refused by the place, without a word of what it says', () => {
  const [event] = fc.sample(validEvent('consent_updated'), 1);
  const broken = { ...event, who: { email: { of: 'ada@shop.example' } } } as never;
  expect(() => codec.encode(broken)).toThrow('events.validated: the value does not fit its schema at who.email');
});

/** What a list may say of itself. */
const claims = [
  // 2^31 entries, and 2^53.
  Buffer.from([0xfe, 0xff, 0xff, 0xff, 0x0f]),
  Buffer.from([0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f]),
  // One entry in a block whose size is negative, which a reader that skips would follow back to the start.
  Buffer.from([0x01, 0x0d]),
  // A number without an end.
  Buffer.alloc(1_000, 0xff),
];

describe('bytes that are no event', () => {
  const [event] = fc.sample(validEvent('cart_updated'), 1);
  const good = Buffer.from(codec.encode(event as never));

  test('are refused when they are not framed', async () => {
    for (const bytes of [[], [0], [0, 0, 0, 0, 1], [1, ...good.subarray(1)], Buffer.from('{"id":"1"}')]) {
      await expect(codec.decode(Uint8Array.from(bytes))).rejects.toMatchObject({ code: 'not_framed' });
    }
  });

  test('are refused when nobody knows their schema, or when it is of something else', async () => {
    const unknown = Buffer.from(good);
    unknown.writeUInt32BE(0xffffffff, 1);
    await expect(codec.decode(unknown)).rejects.toMatchObject({ code: 'unknown_schema' });
    const other = Buffer.from(good);
    other.writeUInt32BE(await registry.register('other', '"string"'), 1);
    await expect(codec.decode(other)).rejects.toMatchObject({ code: 'unreadable' });
  });

  test('are an event as soon as the registry knows their schema', async () => {
    const late = createMemoryRegistry();
    const reading = await createEventCodec({ registry: late });
    const written = Buffer.from(good);
    written.writeUInt32BE(2, 1);
    await expect(reading.decode(written)).rejects.toMatchObject({ code: 'unknown_schema' });
    await late.register('events.validated-value', ` ${newestReleased('events.validated').text}`);
    expect(await reading.decode(written)).toMatchObject({ type: 'cart_updated' });
  });

  test('are refused when they are cut off or go on', async () => {
    for (let end = 6; end < good.length; end++) {
      await expect(codec.decode(good.subarray(0, end))).rejects.toMatchObject({ code: 'unreadable' });
    }
    await expect(codec.decode(Buffer.concat([good, Buffer.from([0])]))).rejects.toMatchObject({ code: 'unreadable' });
  });

  test('are refused when they are too many', async () => {
    const bytes = Buffer.alloc(messageBytesMax + 1);
    await expect(codec.decode(bytes)).rejects.toMatchObject({ code: 'too_large' });
  });

  test('never take more time or memory than their length allows, whatever they claim', async () => {
    const head = cartBeforeItsLines();
    for (const claim of claims) {
      const frame = Buffer.concat([good.subarray(0, 5), head, claim]);
      await expect(codec.decode(frame)).rejects.toMatchObject({ code: 'unreadable' });
    }
  });

  test('neither do they in a list that this program passes over', async () => {
    const grown = JSON.parse(newestReleased('events.validated').text);
    grown.fields.push({ name: 'tags', type: { type: 'array', items: 'string' } });
    const frame = await write(JSON.stringify(grown), { tags: [] });
    expect(await codec.decode(frame)).toMatchObject({ id: 'e-1' });
    for (const claim of claims) {
      const hostile = Buffer.concat([frame.subarray(0, -1), claim]);
      await expect(codec.decode(hostile)).rejects.toMatchObject({ code: 'unreadable' });
    }
  });

  test('random ones are refused or read as an event, and nothing else happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (noise) => {
        const outcome = await codec.decode(Buffer.concat([good.subarray(0, 5), noise])).catch((error) => error.code);
        expect(typeof outcome === 'object' || outcome === 'unreadable' || outcome === 'not_framed').toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a changed byte is refused or read as an event', async () => {
    for (let at = 5; at < good.length; at++) {
      const changed = Buffer.from(good);
      changed[at] = (good[at] ?? 0) ^ 0xff;
      const outcome = await codec.decode(changed).catch((error) => error.code);
      expect(typeof outcome === 'object' || outcome === 'unreadable').toBe(true);
    }
  });
});

async function write(schema: string, more: object): Promise<Buffer> {
  const header = Buffer.alloc(5);
  header.writeUInt32BE(await registry.register('events.validated-value', schema), 1);
  const value = {
    id: 'e-1',
    storeId: randomUUID(),
    receivedAt: 1,
    occurredAt: '2026-01-01T00:00:00Z',
    who: { anonymousId: 'device-1' },
    event: { 'cart_recovery.events.OrderPaid': { orderId: 'o-1' } },
    ...more,
  };
  return Buffer.concat([header, avroTypeOf(JSON.parse(schema)).toBuffer(value)]);
}

/** Everything of a `cart_updated` up to the count of its lines. */
function cartBeforeItsLines(): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.from([value.length * 2]), Buffer.from(value)]);
  const noOne = Buffer.alloc(5);
  return Buffer.concat([text('e'), text('s'), Buffer.from([0]), text('now'), noOne, Buffer.from([2]), text('cart')]);
}
