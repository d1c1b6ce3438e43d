import type { CartLine } from '../../../domain/cart.ts';
import { channels } from '../../../domain/channel.ts';
import type { StorefrontEvent } from '../../../events/event.ts';
import type { Person } from '../person.ts';

export interface TestCart {
  readonly externalId: string;
  readonly lines: readonly CartLine[];
  readonly currency: string | null;
  readonly valueMinor: number | null;
  readonly restoreUrl: string | null;
}

/** Nobody has them, and the sandbox is all that ever sees them: so steps by SMS and push are played too. */
const inventedPhone = '+436601234567';
const inventedDevice = 'device-of-a-test-run';

/** What the shop would tell of somebody who agrees to messages, fills a cart, goes to the checkout and leaves. */
export function eventsOfTestCart({ userId, email, name }: Person, cart: TestCart, at: Date): StorefrontEvent[] {
  const who = { customerId: userId, email, phone: inventedPhone, pushToken: inventedDevice };
  const base = { occurredAt: at.toISOString(), who };
  const id = (what: string) => `${cart.externalId}/${what}`;
  const contents = {
    cartId: cart.externalId,
    lines: cart.lines.map((line) => ({ ...line })),
    ...(cart.currency !== null && { currency: cart.currency }),
    ...(cart.valueMinor !== null && { valueMinor: cart.valueMinor }),
    ...(cart.restoreUrl !== null && { restoreUrl: cart.restoreUrl }),
  };
  return [
    { ...base, id: id('who'), type: 'customer_identified', firstName: firstNameOf(name) },
    ...channels.map(
      (channel): StorefrontEvent => ({
        ...base,
        id: id(`consent-${channel}`),
        type: 'consent_updated',
        channel,
        status: 'granted',
        source: 'test run',
      }),
    ),
    { ...base, id: id('cart'), type: 'cart_updated', ...contents },
    { ...base, id: id('checkout'), type: 'checkout_started', ...contents },
  ];
}

/** The order of what is in the cart. */
export function orderOfTestCart({ userId }: Pick<Person, 'userId'>, cart: TestCart, at: Date): StorefrontEvent {
  return {
    id: `${cart.externalId}/order`,
    type: 'order_placed',
    occurredAt: at.toISOString(),
    who: { customerId: userId },
    orderId: cart.externalId,
    cartId: cart.externalId,
    lines: cart.lines.map((line) => ({ ...line })),
    ...(cart.valueMinor !== null && { totalMinor: cart.valueMinor }),
    ...(cart.currency !== null && { currency: cart.currency }),
  };
}

function firstNameOf(name: string): string {
  return name.trim().split(/\s+/)[0]?.slice(0, 100) || 'Alex';
}
