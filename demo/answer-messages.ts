import { setTimeout as delay } from 'node:timers/promises';
import { minuteMs } from '../domain/duration.ts';
import type { SeededRandom } from '../tools/traffic/seeded-random.ts';

export interface AnswerOptions {
  /** Of the product, without a slash at its end. */
  readonly url: string;
  readonly storeId: string;
  readonly timeScale: number;
  readonly random: SeededRandom;
  /** A shopper followed the link of a message to her cart and is going to buy. */
  readonly onReturn: (cartId: string) => void;
}

/**
 * About one in eight recipients of a cart mail clicks, and a third of them buys (SaleCycle, Klaviyo, Omnisend). The
 * demo's shoppers click twice as often, so that a few minutes show a recovered cart.
 */
export const answerChances = { click: 0.25, purchaseOfClick: 0.35, unsubscribe: 0.01 } as const;

const lookEveryMs = 3_000;
const messagesRememberedMax = 1_000;
const requestTimeoutMs = 10_000;

/** Lets shoppers answer what they find in the outbox, by the same links that a person would use. */
export function startAnswering(options: AnswerOptions): { stop(): Promise<void> } {
  const { url, storeId, timeScale, random, onReturn } = options;
  const closing = new AbortController();
  const seen = new Set<string>();

  async function look(): Promise<void> {
    for (const messagePath of await newMessages(url, storeId, seen)) {
      const unsubscribes = random.chance(answerChances.unsubscribe);
      if (!unsubscribes && !random.chance(answerChances.click)) continue;
      void delay((random.between(1, 20) * minuteMs) / timeScale, undefined, { signal: closing.signal })
        .then(() => (unsubscribes ? unsubscribe(url, messagePath) : click(messagePath)))
        .catch(() => undefined);
    }
  }

  async function click(messagePath: string): Promise<void> {
    const cartUrl = await followRestoreLink(url, messagePath);
    const cartId = cartUrl && /\/demo\/cart\/([^/?#]+)/.exec(cartUrl)?.[1];
    if (cartId && random.chance(answerChances.purchaseOfClick)) onReturn(decodeURIComponent(cartId));
  }

  async function keepLooking(): Promise<void> {
    // What an earlier run of the demo left in the outbox was answered then.
    await newMessages(url, storeId, seen).catch(() => []);
    for (;;) {
      await delay(lookEveryMs, undefined, { signal: closing.signal });
      await look().catch(() => undefined);
      for (const oldest of seen) {
        if (seen.size <= messagesRememberedMax) break;
        seen.delete(oldest);
      }
    }
  }
  const running = keepLooking().catch(() => undefined);
  return {
    async stop() {
      closing.abort();
      await running;
    },
  };
}

/** Paths of the store's messages on the first page of the outbox that were not seen before. */
async function newMessages(url: string, storeId: string, seen: Set<string>): Promise<string[]> {
  const page = await textOf(await request(`${url}/outbox`));
  const paths = [...page.matchAll(/\/outbox\/([0-9a-f-]{36})\/[0-9a-f-]{36}(?![/\w-])/g)]
    .filter(([, store]) => store === storeId)
    .map(([path]) => path);
  const fresh = [...new Set(paths)].filter((path) => !seen.has(path));
  for (const path of fresh) seen.add(path);
  return fresh;
}

/** Opens the message, its link and the button there; the answer is where the shop's cart is. */
async function followRestoreLink(url: string, messagePath: string): Promise<string | null> {
  const link = await linkIn(url, messagePath, 'r');
  if (!link) return null;
  await textOf(await request(`${url}${link}`));
  const answer = await request(`${url}${link}/go`, { method: 'POST', redirect: 'manual' });
  return answer.headers.get('location');
}

async function unsubscribe(url: string, messagePath: string): Promise<void> {
  const link = await linkIn(url, messagePath, 'u');
  if (link) await request(`${url}${link}`, { method: 'POST', body: new URLSearchParams({ scope: 'all' }) });
}

async function linkIn(url: string, messagePath: string, kind: 'r' | 'u'): Promise<string | null> {
  const pages = await Promise.all(
    [`${url}${messagePath}`, `${url}${messagePath}/html`].map(async (address) => textOf(await request(address))),
  );
  const link = kind === 'r' ? /\/r\/[A-Za-z0-9_-]{20,}/ : /\/u\/[A-Za-z0-9_-]{20,}/;
  return link.exec(pages.join('\n'))?.[0] ?? null;
}

function request(address: string, init: RequestInit = {}): Promise<Response> {
  return fetch(address, { ...init, signal: AbortSignal.timeout(requestTimeoutMs) });
}

function textOf(response: Response): Promise<string> {
  return response.text();
}
