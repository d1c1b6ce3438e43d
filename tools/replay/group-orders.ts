import type { TraceClick } from './read-clicks.ts';

/** Rows of one order lie at most this far apart. */
const orderRowsApartMsMax = 1_000;

export interface TraceOrder {
  readonly kind: 'order';
  readonly traceMs: number;
  readonly currency: string;
  readonly visitor: string;
  readonly orderKey: string;
  readonly lines: readonly OrderLine[];
}
export interface OrderLine {
  readonly productId: string;
  readonly quantity: number;
  readonly unitPriceMinor?: number;
}

export type Step = Exclude<TraceClick, { kind: 'purchase' }> | TraceOrder;
/** `number` is the place of its (first) row in the trace. */
export type NumberedStep = Step & { readonly number: number };

interface OpenOrder extends Omit<TraceOrder, 'kind' | 'lines'> {
  readonly number: number;
  readonly lines: Map<string, OrderLine>;
}

/** Makes one order of the purchase rows that belong together; it comes out a moment after its last row. */
export async function* groupOrders(clicks: AsyncIterable<TraceClick>): AsyncGenerator<NumberedStep> {
  const open = new Map<string, OpenOrder>();
  let number = 0;
  for await (const click of clicks) {
    number += 1;
    yield* closed(open, click.traceMs - orderRowsApartMsMax);
    if (click.kind === 'purchase') addRow(open, click, number);
    else yield { ...click, number };
  }
  yield* closed(open, Number.POSITIVE_INFINITY);
}

function addRow(open: Map<string, OpenOrder>, click: Extract<TraceClick, { kind: 'purchase' }>, number: number): void {
  const { orderKey, visitor, traceMs, currency, item } = click;
  const order = open.get(orderKey) ?? {
    orderKey,
    visitor,
    traceMs,
    currency,
    number,
    lines: new Map<string, OrderLine>(),
  };
  open.set(orderKey, order);
  const quantity = (order.lines.get(item.productId)?.quantity ?? 0) + 1;
  order.lines.set(item.productId, { productId: item.productId, quantity, unitPriceMinor: item.unitPriceMinor });
}

/** Orders are kept in the order of their first row, so the first that is too young ends the look. */
function* closed(open: Map<string, OpenOrder>, beganBeforeMs: number): Generator<NumberedStep> {
  for (const order of open.values()) {
    if (order.traceMs >= beganBeforeMs) return;
    open.delete(order.orderKey);
    yield { ...order, kind: 'order', lines: [...order.lines.values()] };
  }
}
