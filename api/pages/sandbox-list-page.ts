import { html } from 'hono/html';
import type { OutgoingMessage } from '../../channels/provider.ts';
import { assertNever } from '../../domain/assert-never.ts';
import { type Channel, channels } from '../../domain/channel.ts';
import { shorten } from '../../domain/single-line.ts';
import type { SandboxEntry } from '../../services/messaging/sandbox-inbox/entry.ts';
import type { SandboxPage } from '../../services/messaging/sandbox-inbox/list.ts';
import { layout } from './layout.ts';
import type { Markup } from './markup.ts';
import type { PageFrame } from './page-frame.ts';

const previewLengthMax = 140;
export const channelLabels: Readonly<Record<Channel, string>> = { email: 'E-mail', sms: 'SMS', push: 'Push' };

export interface SandboxListView extends PageFrame {
  readonly page: SandboxPage;
  readonly channel: Channel | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What this installation would have delivered, newest first. */
export function sandboxListPage({ nonce, brand, page, channel, now }: SandboxListView): Markup {
  const { entries, next } = page;
  return layout({
    title: 'Sandbox inbox',
    ...{ nonce, brand },
    width: 'wide',
    body: html`
      <style nonce="${nonce}">${styles}</style>
      <h1>Sandbox inbox</h1>
      <p class="quiet">Nothing here was delivered: these are the messages as people would have seen them.</p>
      <nav class="filters" aria-label="Channel">
        <a class="again" href="/outbox${channel ? `?channel=${channel}` : ''}">Look again</a>
        ${[null, ...channels].map((each) => html`<a href="/outbox${each ? `?channel=${each}` : ''}" ${each === channel ? html`aria-current="page"` : ''}>${each ? channelLabels[each] : 'All'}</a>`)}
      </nav>
      ${
        entries.length === 0
          ? html`<div class="card"><p>No messages yet. The first one appears when a cart has been left for as long as the campaign says.</p></div>`
          : html`<ol class="messages">${entries.map((entry) => item(entry, now))}</ol>`
      }
      ${next ? html`<p class="after"><a href="/outbox?${new URLSearchParams({ ...(channel ? { channel } : {}), at: String(next.at), id: next.messageId }).toString()}" rel="next">Older messages</a></p>` : ''}`,
  });
}

function item({ storeId, storeName, messageId, channel, at, message }: SandboxEntry, now: number): Markup {
  const { title, preview } = summary(message);
  return html`<li>
    <a href="/outbox/${storeId}/${messageId}">
      <span class="channel ${channel}">${channelLabels[channel]}</span>
      <span class="what"><strong>${title}</strong><span class="quiet preview">${shorten(preview, previewLengthMax)}</span></span>
      <span class="quiet meta"><span>${storeName}</span><time datetime="${new Date(at).toISOString()}" title="${new Date(at).toISOString()}">${age(now - at)}</time></span>
    </a>
  </li>`;
}

function summary(message: OutgoingMessage): { title: string; preview: string } {
  switch (message.channel) {
    case 'email':
      return { title: message.subject, preview: `To ${message.to}` };
    case 'sms':
      return { title: message.text.replace(/https?:\/\/\S+/g, '[link]'), preview: `To ${message.to}` };
    case 'push':
      return { title: message.title, preview: message.body };
    default:
      return assertNever(message);
  }
}

/** How long ago, in the largest whole unit. */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

const styles = html`
  .filters { display: flex; gap: 8px; flex-wrap: wrap; margin: 0 0 16px; }
  .filters a { padding: 6px 14px; border-radius: 999px; text-decoration: none; color: var(--text); background: var(--card); font-size: 14px; }
  .filters .again { order: 1; margin-left: auto; }
  .filters a[aria-current] { background: var(--accent); color: var(--on-accent); }
  .messages { list-style: none; margin: 0; padding: 0; background: var(--card); border-radius: 12px; overflow: hidden; }
  .messages li + li { border-top: 1px solid var(--line); }
  .messages a { display: grid; grid-template-columns: 72px 1fr auto; gap: 16px; align-items: center; padding: 14px 20px; color: var(--text); text-decoration: none; }
  .messages a:hover { background: var(--soft); }
  .messages a:focus-visible { outline-offset: -3px; }
  .channel { justify-self: start; padding: 2px 10px; border-radius: 999px; font-size: 12px; font-weight: 600; background: var(--soft); color: var(--quiet); }
  .channel.email { background: #dbe7ff; color: #1e40af; } .channel.sms { background: #d9f2e0; color: #14532d; } .channel.push { background: #f6e3ff; color: #6b21a8; }
  @media (prefers-color-scheme: dark) { .channel.email { background: #1c2f57; color: #a9c7ff; } .channel.sms { background: #16351f; color: #9be0ad; } .channel.push { background: #38204a; color: #e0b8ff; } }
  .what { min-width: 0; } .what strong, .preview { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .what strong { font-weight: 600; }
  .meta { display: flex; flex-direction: column; align-items: flex-end; white-space: nowrap; font-size: 13px; }
  @media (max-width: 560px) { .messages a { grid-template-columns: 1fr auto; gap: 4px 12px; padding: 12px 14px; } .what { grid-column: 1 / -1; grid-row: 2; } .what strong { white-space: normal; } .meta { flex-direction: row; gap: 8px; } .meta span { display: none; } }
`;
