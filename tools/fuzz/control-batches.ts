import { z } from 'zod';
import type { SeededRandom } from '../traffic/seeded-random.ts';
import { breakValue } from './break-value.ts';
import type { FuzzAnswer } from './oracle.ts';

/** A batch of which one item is broken: its controlBatches must be answered as if it were not there. */
export interface ControlBatch {
  readonly body: string;
  /** Ids of the valid items by their place in the batch. */
  readonly valid: ReadonlyMap<number, string>;
}

const answerSchema = z.object({
  items: z.array(z.object({ id: z.string().nullable(), status: z.enum(['accepted', 'duplicate', 'rejected']) })),
});

export function makeControlBatch(number: number, random: SeededRandom): ControlBatch {
  const size = random.between(2, 20);
  const brokenAt = random.between(0, size - 1);
  const valid = new Map<number, string>();
  const events = Array.from({ length: size }, (_, index) => {
    const event = validEvent(`control-${number}-${index}`, random);
    if (index === brokenAt) return breakValue({ ...event, id: `broken-${number}` }, random);
    valid.set(index, event.id);
    return event;
  });
  return { body: JSON.stringify({ events }), valid };
}

/** Answers to the first sending and to the same again: accepted, then seen before. */
export function controlBreaches({ valid }: ControlBatch, first: FuzzAnswer, second: FuzzAnswer): readonly string[] {
  return [...breachesOf(first, valid, 'accepted'), ...breachesOf(second, valid, 'duplicate')];
}

function breachesOf(answer: FuzzAnswer, valid: ReadonlyMap<number, string>, expected: string): readonly string[] {
  if (answer.status !== 202)
    return [`a batch with one broken item was answered with ${answer.status}: ${answer.text.slice(0, 200)}`];
  const { items } = answerSchema.parse(JSON.parse(answer.text));
  return [...valid].flatMap(([index, id]) => {
    const item = items[index];
    return item?.id === id && item.status === expected
      ? []
      : [`the valid item ${id} was ${item?.status}, not ${expected}`];
  });
}

function validEvent(id: string, random: SeededRandom) {
  const productId = `product-${random.between(1, 50)}`;
  return {
    id,
    type: 'cart_updated',
    occurredAt: new Date().toISOString(),
    who: { anonymousId: `visitor-${random.between(1, 30)}` },
    cartId: `cart-${random.between(1, 30)}`,
    currency: 'EUR',
    lines: [{ productId, quantity: random.between(1, 3), unitPriceMinor: random.between(1, 90_000), name: 'Lamp' }],
  };
}
