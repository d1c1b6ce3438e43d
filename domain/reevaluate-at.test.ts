import { describe, expect, test } from 'vitest';
import { hourMs } from './duration.ts';
import {
  type ContactabilityChange,
  type DroppedCart,
  lateContactMsMax,
  reevaluateAt,
  unreachableReasons,
} from './reevaluate-at.ts';

const now = Date.UTC(2026, 5, 1, 12);
const thresholds = { timeScale: 1, cartIdleMs: hourMs, checkoutIdleMs: hourMs / 2, browseIdleMs: null };

/** Left behind three hours ago, and let go for want of any address. */
const dropped: DroppedCart = {
  contents: {
    lines: [{ productId: 'p', quantity: 1 }],
    linesOmitted: 0,
    currency: null,
    valueMinor: null,
    status: 'open',
    stage: 'cart',
    lastActivityAt: now - 3 * hourMs,
    purchasedAt: null,
  },
  abandonAt: null,
  unreachable: 'anonymous',
  inRecovery: false,
};

interface Change extends Partial<Omit<DroppedCart, 'contents'>> {
  readonly contents?: Partial<DroppedCart['contents']>;
}

function again(
  change: Change,
  news: readonly ContactabilityChange[] = ['address'],
  settings: Partial<typeof thresholds> = {},
) {
  const cart = { ...dropped, ...change, contents: { ...dropped.contents, ...change.contents } };
  return reevaluateAt(cart, new Set(news), { nowMs: now, thresholds: { ...thresholds, ...settings } });
}

describe('a cart that was let go because nobody could be written to', () => {
  test('is judged again at once when an address comes', () => {
    expect(again({})).toBe(now);
  });

  test('is never judged before its idle threshold', () => {
    expect(again({ contents: { lastActivityAt: now - hourMs / 4 } })).toBe(now + 0.75 * hourMs);
    expect(again({ contents: { lastActivityAt: now - hourMs / 4, stage: 'checkout' } })).toBe(now + hourMs / 4);
  });

  test.each([
    ['anonymous', { address: true, consent: false, owner: true }],
    ['no_reachable_channel', { address: true, consent: false, owner: true }],
    ['no_consent', { address: true, consent: true, owner: true }],
  ] as const)('as %s is judged again only for news that can cure it', (unreachable, cured) => {
    for (const news of ['address', 'consent', 'owner'] as const)
      expect([news, again({ unreachable }, [news]) !== null]).toEqual([news, cured[news]]);
    expect(again({ unreachable }, [])).toBeNull();
  });

  test.each<[string, Change]>([
    ['judged otherwise', { unreachable: null }],
    ['that waits to be judged anyway', { abandonAt: now + hourMs }],
    ['that is being won back', { inRecovery: true }],
    ['that was bought', { contents: { status: 'purchased' } }],
    ['that was emptied', { contents: { lines: [] } }],
    ['that stands for browsing the store follows no more', { contents: { stage: 'browsing' } }],
  ])('one %s is left alone', (_, change) => {
    for (const unreachable of unreachableReasons)
      expect(again({ unreachable, ...change }, ['address', 'consent', 'owner'])).toBeNull();
  });

  test('is too old a day after its last activity, on the clock of its store', () => {
    const atLimit = (timeScale: number) => now - lateContactMsMax / timeScale;
    for (const timeScale of [1, 60]) {
      expect(again({ contents: { lastActivityAt: atLimit(timeScale) } }, ['address'], { timeScale })).toBe(now);
      expect(again({ contents: { lastActivityAt: atLimit(timeScale) - 1 } }, ['address'], { timeScale })).toBeNull();
    }
  });
});
