import { lookAtPage, watchEmail, watchPage } from './capture/watch-page.ts';
import { setConsent, startConsent } from './consent.ts';
import { stopQueue } from './event-queue.ts';
import { restoreCart, setOnRestore } from './restore.ts';
import { listen, run } from './run.ts';
import { config } from './script-config.ts';
import { read } from './storage.ts';
import { identify, trackAdd, trackCart, trackCheckout, trackOrder, trackProduct, trackRemove } from './track.ts';
import { anonymousId, cartId } from './visitor.ts';

type Call = readonly unknown[];

/** What a page may say to the one global: `cartRecovery('cart', { … })`. */
const calls: Record<string, ((input: never) => unknown) | undefined> = {
  consent: setConsent,
  onRestore: setOnRestore,
  off: () => stopQueue(true),
  page: lookAtPage,
  product: trackProduct,
  cart: trackCart,
  add: trackAdd,
  remove: trackRemove,
  checkout: trackCheckout,
  identify,
  order: trackOrder,
  ready: (tell: (ids: { anonymousId: string; cartId: string }) => void) =>
    tell({ anonymousId: anonymousId(), cartId: cartId() }),
};

/** Whatever a page calls, whenever, never throws. */
function call(name: string, input: unknown): void {
  void run(() => calls[name]?.(input as never));
}

function start(): void {
  void run(restoreCart);
  if (config.autoCapture) watchPage();
  if (config.emailCapture) watchEmail();
}

void run(() => {
  const page = window as { cartRecovery?: { q?: ArrayLike<Call>; on?: boolean } };
  const earlier = page.cartRecovery?.q;
  if (page.cartRecovery?.on || read('off')) return;
  startConsent();
  page.cartRecovery = Object.assign(call, { on: true });
  for (let index = 0; earlier && index < earlier.length; index++) {
    const [name, input] = earlier[index] ?? [];
    call(`${name}`, input);
  }
  if (document.readyState === 'loading') listen(document, 'DOMContentLoaded', start);
  else start();
});
