import { html } from 'hono/html';
import type { CartLine } from '../../domain/cart.ts';
import { formatMoney } from '../../domain/money.ts';
import { shopUrl } from '../../domain/shop-url.ts';
import { shorten, toSingleLine } from '../../domain/single-line.ts';
import type { RestorableCart } from '../../services/links/open.ts';
import { layout, type Markup } from './layout.ts';

const nameLengthMax = 120;

/** The cart behind a recovery link, exactly as the shop knows it now, and the one button that goes on with it. */
export function restorePage({
  nonce,
  cart,
  redeemUrl,
}: {
  readonly nonce: string;
  readonly cart: RestorableCart;
  readonly redeemUrl: string;
}): Markup {
  const { store, checkoutUrl } = cart;
  const total =
    cart.currency === null || cart.valueMinor === null
      ? null
      : formatMoney({ amountMinor: cart.valueMinor, currency: cart.currency }, cart.locale);
  return layout({
    title: `Your cart at ${store.name}`,
    nonce,
    body: html`
      <p class="shop">${store.name}</p>
      <div class="card">
        <h1>Your cart</h1>
        <p class="quiet">${checkoutUrl ? 'This is what you left. Prices and availability are confirmed at checkout.' : 'This is what you left. You find these items in the shop.'}</p>
        <ul class="lines">${cart.lines.map((line) => lineItem(line, cart))}</ul>
        ${total === null ? '' : html`<div class="total"><span>Total</span><span>${total}</span></div>`}
        ${checkoutUrl || store.url ? html`<form method="post" action="${redeemUrl}"><button class="button" type="submit">${checkoutUrl ? 'Continue to checkout' : `Continue at ${store.name}`}</button></form>` : ''}
      </div>`,
  });
}

function lineItem(line: CartLine, { currency, locale, store }: RestorableCart): Markup {
  const name = shorten(toSingleLine(line.name ?? ''), nameLengthMax) || 'Item';
  const url = shopUrl(line.url, store.url);
  const money = (amountMinor: number) => (currency === null ? '' : formatMoney({ amountMinor, currency }, locale));
  const unit = line.unitPriceMinor === undefined || currency === null ? null : line.unitPriceMinor;
  return html`<li>
    ${line.imageUrl ? html`<img class="picture" src="${line.imageUrl}" alt="" width="64" height="64" loading="lazy" />` : html`<span class="picture initial" aria-hidden="true">${[...name][0]?.toUpperCase() ?? ''}</span>`}
    <span>${url ? html`<a href="${url}" rel="noreferrer">${name}</a>` : name}<br /><span class="quiet">${line.quantity}${unit === null ? '' : ` × ${money(unit)}`}</span></span>
    <span class="price">${unit === null ? '' : money(unit * line.quantity)}</span>
  </li>`;
}
