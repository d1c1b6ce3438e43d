import { html } from 'hono/html';
import { layout } from './layout.ts';
import type { Markup } from './markup.ts';
import { type PageFrame, sender } from './page-frame.ts';

export interface Notice extends PageFrame {
  readonly shop: { readonly name: string; readonly url: string | null } | null;
  readonly title: string;
  readonly text: string;
  readonly done?: boolean;
  /** Where the person can end reminders; null: they cannot from here. */
  readonly unsubscribeUrl?: string | null;
}

/** A page that only says something: an expired link, a link that nobody knows, a thing that is done. */
export function noticePage({ nonce, brand, shop, title, text, done = false, unsubscribeUrl = null }: Notice): Markup {
  return layout({
    title,
    ...{ nonce, brand },
    body: html`
      ${shop ? sender(shop.name, { nonce, brand }) : ''}
      <div class="card" role="status">
        ${done ? html`<span class="mark" aria-hidden="true">✓</span>` : ''}
        <h1>${title}</h1>
        <p>${text}</p>
        ${shop?.url ? html`<a class="button second" href="${shop.url}" rel="noreferrer">Visit ${shop.name}</a>` : ''}
        ${unsubscribeUrl === null ? '' : html`<p class="after"><a class="quiet" href="${unsubscribeUrl}">No more reminders</a></p>`}
      </div>`,
  });
}
