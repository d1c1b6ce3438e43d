import { html } from 'hono/html';
import { layout, type Markup } from './layout.ts';

export interface Notice {
  readonly nonce: string;
  readonly shop: { readonly name: string; readonly url: string | null } | null;
  readonly title: string;
  readonly text: string;
  readonly done?: boolean;
  /** Where the person can end reminders; null: they cannot from here. */
  readonly unsubscribeUrl?: string | null;
}

/** A page that only says something: an expired link, a link that nobody knows, a thing that is done. */
export function noticePage({ nonce, shop, title, text, done = false, unsubscribeUrl = null }: Notice): Markup {
  return layout({
    title,
    nonce,
    body: html`
      ${shop ? html`<p class="shop">${shop.name}</p>` : ''}
      <div class="card" role="status">
        ${done ? html`<span class="mark" aria-hidden="true">✓</span>` : ''}
        <h1>${title}</h1>
        <p>${text}</p>
        ${shop?.url ? html`<a class="button second" href="${shop.url}" rel="noreferrer">Visit ${shop.name}</a>` : ''}
        ${unsubscribeUrl === null ? '' : html`<p class="after"><a class="quiet" href="${unsubscribeUrl}">No more reminders</a></p>`}
      </div>`,
  });
}
