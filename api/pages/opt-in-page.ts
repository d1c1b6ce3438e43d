import { html } from 'hono/html';
import { layout } from './layout.ts';
import type { Markup } from './markup.ts';
import { type PageFrame, sender } from './page-frame.ts';

export interface OptInView extends PageFrame {
  readonly store: { readonly name: string };
  readonly action: string;
}

/** Asks the person behind an address whether it was them who agreed. */
export function optInPage({ nonce, brand, store, action }: OptInView): Markup {
  return layout({
    title: `Reminders from ${store.name}`,
    ...{ nonce, brand },
    body: html`
      ${sender(store.name, { nonce, brand })}
      <div class="card">
        <h1>May ${store.name} remind you?</h1>
        <p>When something stays in your cart, ${store.name} would like to remind you of it by e-mail. You can end this at any time.</p>
        <form method="post" action="${action}">
          <input type="hidden" name="answer" value="yes" />
          <button class="button" type="submit">Yes, remind me</button>
        </form>
        <form method="post" action="${action}">
          <input type="hidden" name="answer" value="no" />
          <button class="button second" type="submit">No, never ask this address again</button>
        </form>
      </div>`,
  });
}
