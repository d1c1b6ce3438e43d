import { assertNever } from '../../domain/assert-never.ts';
import { minuteMs } from '../../domain/duration.ts';
import type { StorefrontEvent, Who } from '../../events/event.ts';
import type { NumberedStep } from './group-orders.ts';
import { buysElsewhere, introduce } from './person.ts';

const externalIdLengthMax = 128;
/** An order without a cart comes so much trace time after the visitor's first touch of one. */
const elsewhereAfterMs = 10 * minuteMs;

/** An event of the trace together with its place in it. */
export interface TraceEvent {
  readonly traceMs: number;
  readonly event: StorefrontEvent;
}

export interface EventRules {
  /** Prefix of every event, cart and order id, so that two replays into one store stay apart. */
  readonly run: string;
  /** Wall time of a trace time, epoch milliseconds. */
  readonly wallMsOf: (traceMs: number) => number;
}

/**
 * Turns steps into canonical events. A visitor has one cart, and introduces herself with the first step that touches
 * it. Ids come from the place in the trace, so the same files give the same events, and events of one instant sort
 * like their rows. Recordings know the orders of their own shop only, so some visitors also buy elsewhere, without a cart:
 * that is made up, like contact data.
 */
export async function* toEvents(steps: AsyncIterable<NumberedStep>, rules: EventRules): AsyncGenerator<TraceEvent> {
  const visitors = new Map<string, Who>();
  const ordersByKey = new Map<string, number>();
  /** In the order of time, since each is the same while later. */
  const elsewhere: { readonly traceMs: number; readonly event: (occurredAt: string) => StorefrontEvent }[] = [];

  for await (const step of steps) {
    const { traceMs } = step;
    yield* boughtElsewhere(traceMs);
    const occurredAt = new Date(rules.wallMsOf(traceMs)).toISOString();
    const id = `${rules.run}-${String(step.number).padStart(9, '0')}`;
    if (step.kind === 'event') {
      yield { traceMs, event: { ...step.event, occurredAt } };
      continue;
    }
    if (step.kind !== 'view' && !visitors.has(step.visitor)) {
      const { who, told } = introduce(step.visitor, visitors.size);
      visitors.set(step.visitor, who);
      for (const [index, fact] of told.entries())
        yield { traceMs, event: { id: `${id}.${index}`, occurredAt, who, ...fact } };
      if (told.length > 0 && buysElsewhere(step.visitor))
        elsewhere.push({ traceMs: traceMs + elsewhereAfterMs, event: (at) => orderElsewhere(`${id}.e`, at, who) });
    }
    const who = visitors.get(step.visitor) ?? { anonymousId: `anon-${step.visitor}` };
    const cartId = `${rules.run}-cart-${step.visitor}`.slice(0, externalIdLengthMax);
    yield { traceMs, event: eventOf(step, { id, occurredAt, who }, cartId, orderIdOf(step)) };
  }

  function* boughtElsewhere(untilMs: number): Generator<TraceEvent> {
    for (let next = elsewhere[0]; next && next.traceMs <= untilMs; next = elsewhere[0]) {
      elsewhere.shift();
      const occurredAt = new Date(rules.wallMsOf(next.traceMs)).toISOString();
      yield { traceMs: next.traceMs, event: next.event(occurredAt) };
    }
  }

  /** The rows of an order that came late make a second order, not the same one with other lines. */
  function orderIdOf(step: NumberedStep): string {
    if (step.kind !== 'order') return '';
    const times = (ordersByKey.get(step.orderKey) ?? 0) + 1;
    ordersByKey.set(step.orderKey, times);
    return `${rules.run}-${step.orderKey}${times > 1 ? `#${times}` : ''}`.slice(0, externalIdLengthMax);
  }
}

function orderElsewhere(id: string, occurredAt: string, who: Who): StorefrontEvent {
  const line = { productId: 'bought-elsewhere', quantity: 1, unitPriceMinor: 1_000 };
  return { id, occurredAt, who, type: 'order_placed', orderId: id, lines: [line], totalMinor: 1_000, currency: 'USD' };
}

function eventOf(
  step: Exclude<NumberedStep, { kind: 'event' }>,
  base: { id: string; occurredAt: string; who: Who },
  cartId: string,
  orderId: string,
): StorefrontEvent {
  switch (step.kind) {
    case 'view':
      return { ...base, type: 'product_viewed', productId: step.item.productId, category: step.item.category };
    case 'add':
      return {
        ...base,
        type: 'line_added',
        cartId,
        line: { ...step.item, quantity: 1 },
        currency: step.item.unitPriceMinor === undefined ? undefined : step.currency,
      };
    case 'remove':
      return { ...base, type: 'line_removed', cartId, productId: step.item.productId, quantity: 1 };
    case 'order':
      return {
        ...base,
        type: 'order_placed',
        cartId,
        orderId,
        lines: [...step.lines],
        totalMinor: step.lines.reduce((sum, line) => sum + line.quantity * (line.unitPriceMinor ?? 0), 0),
        currency: step.currency,
      };
    default:
      return assertNever(step);
  }
}
