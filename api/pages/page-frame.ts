import { html } from 'hono/html';
import type { ShownBrand } from '../../domain/brand/shown-brand.ts';
import type { Markup } from './markup.ts';

/** What every page gets beside what it is about. */
export interface PageFrame {
  /** Of this answer's Content-Security-Policy: allows this style sheet and nothing else. */
  readonly nonce: string;
  /** How the store of the page is shown; absent: as it comes. */
  readonly brand?: ShownBrand | undefined;
}

/** Who a page is from: the logo, else the name. */
export function sender(name: string, { brand }: PageFrame): Markup {
  const logo = brand?.logo ?? null;
  if (logo === null) return html`<p class="shop">${name}</p>`;
  return html`<p class="shop"><picture><source srcset="${logo.dark}" media="(prefers-color-scheme: dark)" /><img class="logo" src="${logo.light}" alt="${name}" /></picture></p>`;
}

/** What stands below a page: where the shopper can ask, and by what it was made where the store says so. */
export function foot({ brand }: PageFrame): Markup | '' {
  if (!brand) return '';
  const { supportEmail, supportUrl, madeWith } = brand;
  const help = supportUrl ?? (supportEmail === null ? null : `mailto:${supportEmail}`);
  if (help === null && madeWith === null) return '';
  return html`<footer class="quiet">${help === null ? '' : html`<a href="${help}" rel="noreferrer">Help</a>`}${madeWith === null ? '' : html`<span>${madeWith}</span>`}</footer>`;
}
