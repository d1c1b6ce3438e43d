import { html } from 'hono/html';
import type { Channel } from '../../domain/channel.ts';
import { layout } from './layout.ts';
import type { Markup } from './markup.ts';
import { type PageFrame, sender } from './page-frame.ts';

export const channelNames: Readonly<Record<Channel, string>> = {
  email: 'e-mail',
  sms: 'SMS',
  push: 'push notifications',
};

export interface UnsubscribeView extends PageFrame {
  readonly store: { readonly name: string };
  readonly channel: Channel;
  /** Channels on which the person still gets messages. */
  readonly granted: readonly Channel[];
  readonly action: string;
}

/** Asks before it acts: programs that only look at the link must not unsubscribe anybody. */
export function unsubscribePage({ nonce, brand, store, channel, granted, action }: UnsubscribeView): Markup {
  const others = granted.filter((each) => each !== channel);
  return layout({
    title: `Unsubscribe from ${store.name}`,
    ...{ nonce, brand },
    body: html`
      ${sender(store.name, { nonce, brand })}
      <div class="card">
        <h1>Unsubscribe?</h1>
        <p>${store.name} will no longer send you reminders and offers by ${channelNames[channel]}. This takes effect at once. Messages about your orders are not affected.</p>
        <form method="post" action="${action}">
          <input type="hidden" name="scope" value="channel" />
          <button class="button" type="submit">Stop messages by ${channelNames[channel]}</button>
        </form>
        ${
          others.length === 0
            ? ''
            : html`<form method="post" action="${action}">
          <input type="hidden" name="scope" value="all" />
          <button class="button second" type="submit">Stop everything, ${others.map((each) => channelNames[each]).join(' and ')} too</button>
        </form>`
        }
      </div>`,
  });
}
