import { html, raw } from 'hono/html';
import { shop } from '../../tools/traffic/catalogue.ts';
import { framed, type Markup } from './frame.ts';

export interface ShopFrame {
  /** Where the shop is, without a slash at its end; absolute. */
  readonly shopUrl: string;
  /** The script element of the snippet, as the API says to paste it; null: the demo has not opened its store yet. */
  readonly tag: string | null;
}

/** The frame of every page of the demo shop, with the tag where a shop would put it. */
export function shopPage({ shopUrl, tag }: ShopFrame, title: string, body: Markup): Markup {
  const base = new URL(shopUrl).pathname;
  return framed({
    title,
    homeUrl: base,
    styleUrl: `${base}/shop.css`,
    head: html`<script defer src="${base}/shop.js" data-base="${base}" data-restore-url="${shopUrl}/cart" data-currency="${shop.currency}" data-locale="${shop.locale}"></script>
    ${raw(tag ?? '')}`,
    nav: html`<a href="${base}/cart">Cart<span data-count></span></a>`,
    body,
  });
}

/** As strict as a careful shop's: its own files, and the engine for the snippet. */
export function shopPolicy({ tag }: ShopFrame): string {
  const src = /src="([^"]+)"/.exec(tag ?? '')?.[1];
  const engine = src === undefined ? '' : ` ${new URL(src).origin}`;
  return `default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'${engine}; connect-src 'self'${engine}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}
