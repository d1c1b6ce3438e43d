import { html } from 'hono/html';
import type { CartLine } from '../../domain/cart-lines.ts';
import { formatMoney, formatQuantity } from '../../domain/money.ts';
import { shopUrl } from '../../domain/shop-url.ts';
import { type ShownLine, shownCart } from '../../domain/shown-cart.ts';
import { initialOf, shorten, toSingleLine } from '../../domain/single-line.ts';
import type { RestorableCart } from '../../services/messaging/links/open.ts';
import { layout } from './layout.ts';
import type { Markup } from './markup.ts';
import { type PageFrame, sender } from './page-frame.ts';

const nameLengthMax = 120;

/**
 * The cart behind a recovery link, exactly as the shop knows it now, and the one button that goes on with it. What
 * somebody only looked at is shown as products: without pieces, a sum or a word of a cart.
 */
export function restorePage({
  cart,
  redeemUrl,
  ...frame
}: PageFrame & {
  readonly cart: RestorableCart;
  readonly redeemUrl: string;
}): Markup {
  const { store, checkoutUrl, browsing } = cart;
  const shown = shownCart(cart);
  const total = browsing ? null : moneyOf(shown.totalMinor, shown.currency, cart);
  return layout({
    title: `${browsing ? 'What you looked at' : 'Your cart'} at ${store.name}`,
    ...frame,
    body: html`
      ${sender(store.name, frame)}
      <div class="card">
        <h1>${browsing ? 'What you looked at' : 'Your cart'}</h1>
        <p class="quiet">${explanationOf(cart)}</p>
        <ul class="lines">${shown.lines.map((line) => (browsing ? productItem(line, cart) : lineItem(line, cart)))}</ul>
        ${shown.moreLines > 0 ? html`<p class="quiet">+ ${shown.moreLines} more</p>` : ''}
        ${total === null ? '' : html`<div class="total"><span>Total</span><bdi>${total}</bdi></div>`}
        ${checkoutUrl || store.url ? html`<form method="post" action="${redeemUrl}"><button class="button" type="submit">${checkoutUrl && !browsing ? 'Continue to checkout' : `Continue at ${store.name}`}</button></form>` : ''}
      </div>`,
  });
}

function explanationOf({ browsing, checkoutUrl }: RestorableCart): string {
  if (browsing) return 'You had a look at this. Prices and availability may have changed.';
  return checkoutUrl
    ? 'This is what you left. Prices and availability are confirmed at checkout.'
    : 'This is what you left. You find these items in the shop.';
}

function lineItem({ line, currency, unitPriceMinor, totalMinor }: ShownLine, cart: RestorableCart): Markup {
  const unit = moneyOf(unitPriceMinor, currency, cart);
  return html`<li>
    ${picture(line)}
    <span>${named(line, cart)}<br /><span class="quiet"><bdi>${formatQuantity(line.quantity, cart.locale)}${unit === null ? '' : ` × ${unit}`}</bdi></span></span>
    <span class="price"><bdi>${moneyOf(totalMinor, currency, cart) ?? ''}</bdi></span>
  </li>`;
}

function productItem({ line, currency, unitPriceMinor }: ShownLine, cart: RestorableCart): Markup {
  return html`<li>
    ${picture(line)}
    <span>${named(line, cart)}</span>
    <span class="price"><bdi>${moneyOf(unitPriceMinor, currency, cart) ?? ''}</bdi></span>
  </li>`;
}

function picture(line: CartLine): Markup {
  return line.imageUrl
    ? html`<img class="picture" src="${line.imageUrl}" alt="" width="64" height="64" loading="lazy" />`
    : html`<span class="picture initial" aria-hidden="true">${initialOf(nameOf(line))}</span>`;
}

function named(line: CartLine, { store }: RestorableCart): Markup {
  const url = shopUrl(line.url, store.url);
  const name = html`<bdi>${nameOf(line)}</bdi>`;
  return url ? html`<a href="${url}" rel="noreferrer">${name}</a>` : name;
}

function nameOf(line: CartLine): string {
  return shorten(toSingleLine(line.name ?? ''), nameLengthMax) || 'Item';
}

function moneyOf(amountMinor: number | null, currency: string | null, { locale }: RestorableCart): string | null {
  return amountMinor === null || currency === null ? null : formatMoney({ amountMinor, currency }, locale);
}
