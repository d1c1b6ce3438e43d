import { html } from 'hono/html';
import { productName } from '../../domain/brand/brand.ts';
import { layout } from './layout.ts';
import type { Markup } from './markup.ts';
import type { PageFrame } from './page-frame.ts';

/** One thing that can be opened at this address. */
export interface Place {
  readonly path: string;
  readonly title: string;
  readonly text: string;
}

/** What somebody sees who opens the bare address: what this is, and where everything is. */
export function frontPage({ places, ...frame }: PageFrame & { readonly places: readonly Place[] }): Markup {
  const name = frame.brand?.name ?? productName;
  return layout({
    title: name,
    ...frame,
    body: html`
      <style nonce="${frame.nonce}">${styles}</style>
      <div class="card">
        <h1>${name}</h1>
        <p>This server reminds people of the carts that they left in a shop. If you came from a message of a shop, please open its link again: it is longer than this address.</p>
        <ul class="places">${places.map(
          ({ path, title, text }) => html`<li><a href="${path}">${title}</a><span class="quiet">${text}</span></li>`,
        )}</ul>
      </div>`,
  });
}

const styles = html`
  .places { list-style: none; margin: 24px 0 0; padding: 0; }
  .places li { padding: 12px 0; border-top: 1px solid var(--line); }
  .places a { display: block; font-weight: 600; }
`;
