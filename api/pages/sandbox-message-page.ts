import { html } from 'hono/html';
import type { EmailMessage, PushMessage, SmsMessage } from '../../channels/provider.ts';
import { assertNever } from '../../domain/assert-never.ts';
import type { SandboxEntry } from '../../services/messaging/sandbox-inbox/entry.ts';
import { layout } from './layout.ts';
import type { Markup } from './markup.ts';
import type { PageFrame } from './page-frame.ts';
import { channelLabels } from './sandbox-list-page.ts';

export interface SandboxMessageView extends PageFrame {
  readonly entry: SandboxEntry;
  /** Where the e-mail's own HTML is served, under a policy of its own. */
  readonly emailUrl: string;
}

/** One message as the person would see it on that channel. */
export function sandboxMessagePage({ nonce, brand, entry, emailUrl }: SandboxMessageView): Markup {
  const { message, storeName, at, channel } = entry;
  return layout({
    title: `${channelLabels[channel]} of ${storeName}`,
    ...{ nonce, brand },
    width: 'wide',
    body: html`
      <style nonce="${nonce}">${styles}</style>
      <p class="back"><a href="/outbox">← Sandbox inbox</a></p>
      <p class="quiet">${channelLabels[channel]} · ${storeName} · <time datetime="${new Date(at).toISOString()}">${new Date(at).toUTCString()}</time></p>
      ${message.channel === 'email' ? email(message, emailUrl) : message.channel === 'sms' ? sms(message, storeName) : message.channel === 'push' ? push(message, storeName) : assertNever(message)}`,
  });
}

function email(message: EmailMessage, emailUrl: string): Markup {
  const tabs = [
    ['desktop', 'Desktop'],
    ['phone', 'Phone'],
    ['text', 'Plain text'],
    ['headers', 'Headers'],
  ] as const;
  return html`
    <h1>${message.subject}</h1>
    <p class="quiet">From ${message.from} to ${message.to}</p>
    <div class="tabs">
      ${tabs.map(([id, label], index) => html`<input type="radio" name="view" id="view-${id}" ${index === 0 ? html`checked` : ''} /><label for="view-${id}">${label}</label>`)}
      <div class="panel rendered"><iframe src="${emailUrl}" title="The e-mail as rendered" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe></div>
      <div class="panel text card"><pre>${message.text}</pre></div>
      <div class="panel headers card"><dl>${[['From', message.from], ['To', message.to], ['Subject', message.subject], ...Object.entries(message.headers)].map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></div>
    </div>`;
}

function sms({ to, text }: SmsMessage, from: string): Markup {
  return html`<h1 class="unseen">SMS</h1><section class="phone" aria-label="SMS to ${to}">
    <p class="peer"><strong>${from}</strong><span class="quiet">to ${to}</span></p>
    <p class="bubble">${linked(text)}</p>
  </section>`;
}

function push({ title, body, url }: PushMessage, from: string): Markup {
  return html`<h1 class="unseen">Push notification</h1><section class="phone screen" aria-label="Push notification">
    <a class="notification" href="${url}" rel="noreferrer">
      <span class="app"><span class="icon" aria-hidden="true">${[...from][0] ?? ''}</span>${from}<span class="when">now</span></span>
      <strong>${title}</strong>
      <span>${body}</span>
    </a>
  </section>`;
}

/** Makes the web addresses in a text clickable, as a phone does. */
function linked(text: string): Markup {
  const pieces = text.split(/(https?:\/\/[^\s]+)/);
  return html`${pieces.map((piece, index) => (index % 2 === 1 ? html`<a href="${piece}" rel="noreferrer">${piece}</a>` : piece))}`;
}

const styles = html`
  .back { margin-bottom: 8px; }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .tabs { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  .tabs > input { position: absolute; opacity: 0; width: 1px; height: 1px; }
  .tabs > label { padding: 6px 14px; border-radius: 999px; background: var(--card); font-size: 14px; cursor: pointer; }
  .tabs > input:checked + label { background: var(--accent); color: var(--on-accent); }
  .tabs > input:focus-visible + label { outline: 3px solid var(--accent); outline-offset: 2px; }
  .panel { display: none; flex: 1 0 100%; margin-top: 8px; }
  #view-desktop:checked ~ .rendered, #view-phone:checked ~ .rendered, #view-text:checked ~ .text, #view-headers:checked ~ .headers { display: block; }
  .rendered iframe { display: block; width: 100%; height: 780px; margin: 0 auto; border: 1px solid var(--line); border-radius: 12px; background: #ffffff; }
  @media (prefers-color-scheme: dark) { .rendered iframe { background: #0d1117; } }
  #view-phone:checked ~ .rendered iframe { width: 375px; max-width: 100%; }
  pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 14px/1.6 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
  dl { margin: 0; font-size: 14px; } dt { font-weight: 600; } dd { margin: 0 0 12px; font-family: ui-monospace, Menlo, Consolas, monospace; }
  .phone { max-width: 375px; min-height: 360px; margin: 16px auto 0; padding: 20px 16px; border: 1px solid var(--line); border-radius: 28px; background: var(--card); }
  .peer { display: flex; flex-direction: column; align-items: center; margin-bottom: 20px; padding-bottom: 14px; border-bottom: 1px solid var(--line); }
  .bubble { max-width: 88%; padding: 10px 14px; border-radius: 18px 18px 18px 4px; background: var(--soft); overflow-wrap: anywhere; white-space: pre-wrap; }
  .screen { background: linear-gradient(160deg, #3b5bdb, #7048e8 60%, #a846a0); }
  .notification { display: flex; flex-direction: column; gap: 2px; margin-top: 40px; padding: 14px 16px; border-radius: 18px; background: #ffffffee; color: #1f2328; text-decoration: none; font-size: 15px; overflow-wrap: anywhere; }
  .app { display: flex; align-items: center; gap: 8px; margin-bottom: 4px; font-size: 13px; color: #57606a; } .when { margin-left: auto; }
  .icon { display: grid; place-items: center; width: 22px; height: 22px; border-radius: 6px; background: #1d4ed8; color: #ffffff; font-weight: 700; }
  @media (prefers-color-scheme: dark) { .notification { background: #1c2128f2; color: #e6edf3; } .app { color: #9da7b3; } }
`;
