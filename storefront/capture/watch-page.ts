import { hasChosen } from '../consent.ts';
import { later, listen, run } from '../run.ts';
import { identify, trackAdd, trackCart, trackCheckout, trackOrder, trackProduct } from '../track.ts';
import { type PageProduct, pageProduct } from './page-product.ts';
import { cartChange, shopSystem } from './shop-cart.ts';

/** Scripts of a shop answer one click with several requests. */
const settleMs = 250;
const addToCart = /add.?to.?(cart|basket|bag)|(cart|basket).?add/i;
const checkoutPath = /\/(checkout|kasse)\b/;
const boughtPath = /order-received|order-confirmation|\/thank_you/;

let product: PageProduct | undefined;
let address = '';
let lastEmail = '';
let reading = false;

/** Looks at the page as it is now: once per address, unless the page itself asks. */
export function lookAtPage(): void {
  address = location.href;
  product = pageProduct();
  if (product) trackProduct(product);
  const { pathname } = location;
  if (boughtPath.test(pathname)) trackOrder();
  else readCart(() => checkoutPath.test(pathname) && trackCheckout());
}

/** Captures by itself what common shops do. Only listens: nothing of the page is replaced or wrapped. */
export function watchPage(): void {
  lookAtPage();
  const { navigation } = window as { navigation?: EventTarget };
  // A page that changes without loading; where the browser does not tell, the page calls for a look itself.
  if (navigation)
    listen(navigation, 'navigatesuccess', () => later(() => address !== location.href && lookAtPage(), settleMs));
  listen(document, 'submit', onSubmit);
  void run(() =>
    new PerformanceObserver((list) => {
      const entries = list.getEntries();
      for (let index = 0; index < entries.length; index++) if (cartChange.test(entries[index]?.name ?? '')) readCart();
    }).observe({ type: 'resource' }),
  );
}

/** Remembers the address that somebody typed, where the store allows it. */
export function watchEmail(): void {
  listen(document, 'focusout', ({ target }) => {
    const { type, value, validity } = target as HTMLInputElement;
    if (type !== 'email' || !validity.valid || value === lastEmail) return;
    lastEmail = value;
    identify({ email: value });
  });
}

function readCart(then?: () => unknown): void {
  const shop = shopSystem();
  if (!shop) then?.();
  if (!shop || reading || hasChosen('denied')) return;
  reading = true;
  later(async () => {
    reading = false;
    trackCart(await shop.readCart());
    then?.();
  }, settleMs);
}

/** A form of a shop that we do not know, on a page that says what it sells. */
function onSubmit(event: Event): void {
  const form = event.target as HTMLFormElement;
  const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
  const words = `${form.action} ${form.id} ${form.className} ${button?.name} ${button?.className} ${button?.id}`;
  if (!product || shopSystem() || !addToCart.test(words)) return;
  const quantity = form.querySelector<HTMLInputElement>('[name=quantity],[name=qty]')?.value;
  trackAdd({ ...product, quantity });
}
