import { isRefused, setConsent, startConsent } from './consent.ts';
import { stopQueue } from './event-queue.ts';
import { run } from './run.ts';
import { config } from './script-config.ts';
import { hasStored } from './storage.ts';
import { identify, trackAdd, trackCart, trackCheckout, trackOrder, trackProduct, trackRemove } from './track.ts';
import { anonymousId, cartId } from './visitor.ts';

type Call = readonly unknown[];

const calls: Record<string, ((input: never) => unknown) | undefined> = {
  product: trackProduct,
  cart: trackCart,
  add: trackAdd,
  remove: trackRemove,
  checkout: trackCheckout,
  identify: (input: { readonly email?: unknown }) => config.emailCapture && identify(input),
  order: trackOrder,
  consent: setConsent,
  off: () => stopQueue(true),
  ready: (tell: (ids: { anonymousId: string; cartId: string }) => void) =>
    tell({ anonymousId: anonymousId(), cartId: cartId() }),
};

/** `cartRecovery('cart', { … })`: whatever a page calls, whenever, never throws. */
function call(name: string, input: unknown): void {
  void run(() => {
    if (!isRefused() || name === 'consent') return calls[name]?.(input as never);
  });
}

void run(() => {
  const page = window as { cartRecovery?: { q?: ArrayLike<Call>; on?: boolean } };
  const earlier = page.cartRecovery?.q;
  if (page.cartRecovery?.on || hasStored('off')) return;
  startConsent();
  page.cartRecovery = Object.assign(call, { on: true });
  for (let index = 0; earlier && index < earlier.length; index++) {
    const [name, input] = earlier[index] ?? [];
    call(`${name}`, input);
  }
});
