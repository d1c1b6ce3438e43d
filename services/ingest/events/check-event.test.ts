import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventSchema } from '../../../events/event.ts';
import { validEvent } from '../../../test/valid-event.ts';
import { checkEvent } from './check-event.ts';

const good = fc.oneof(...eventSchema.options.map((option) => validEvent(option.shape.type.value)));
/** Later than any moment that an event is made with, so that only its schema speaks. */
const options = { receivedAt: Date.UTC(2100, 0, 1), searchHostile: true };

/** What stands in the place of a field when a shop gets it wrong. */
const wrong = fc.oneof(
  fc.constantFrom(undefined, null, '', ' ', ' x ', 'x'.repeat(5_000), -1, 0.5, 1e300, true, [], {}, [null], 'eur'),
  fc.string(),
);

/** An event in which one field, at the top or one step below, is another value, is gone, or is new. */
const spoilt = fc
  .tuple(good, fc.record({ value: wrong, field: fc.nat(), below: fc.boolean(), gone: fc.boolean() }))
  .map(([event, change]) => spoil(structuredClone(event), change));

type Fields = Record<string, unknown>;
interface Change {
  readonly value: unknown;
  readonly field: number;
  readonly below: boolean;
  readonly gone: boolean;
}

function spoil(event: object, { value, field, below, gone }: Change): unknown {
  const top = event as Fields;
  const parts = Object.values(top).filter((part): part is Fields => typeof part === 'object' && part !== null);
  const place = below ? (parts[field % Math.max(parts.length, 1)] ?? top) : top;
  const names = [...Object.keys(place), 'unheardOf'];
  const name = names[field % names.length] ?? 'id';
  if (gone) delete place[name];
  else place[name] = value;
  return event;
}

describe('an event is checked', () => {
  test('as its schema reads: what the schema refuses is refused for that, and what is accepted is what it made', () => {
    let [accepted, refused] = [0, 0];
    fc.assert(
      fc.property(fc.oneof(good, { weight: 3, arbitrary: spoilt }), (item) => {
        const read = eventSchema.safeParse(item);
        const checked = checkEvent(item, options);
        if (!read.success) {
          refused += 1;
          expect(checked.ok).toBe(false);
          return;
        }
        // Old dates and dear carts are refused after the schema, by rules of their own.
        if (!checked.ok) return;
        accepted += 1;
        expect(checked.event).toStrictEqual(read.data);
      }),
      { numRuns: 1_000 },
    );
    expect(accepted).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  test('for each field by a sentence that names its place', () => {
    const event = {
      id: 'e-1',
      type: 'line_added',
      occurredAt: '2026-01-01T00:00:00Z',
      who: { anonymousId: 'a' },
      cartId: 'c',
      line: { productId: 'p', quantity: 0 },
    };
    expect(checkEvent(event, options)).toMatchObject({ ok: false, error: { code: 'invalid', path: 'line.quantity' } });
  });
});
