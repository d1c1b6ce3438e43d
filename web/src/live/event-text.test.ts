import { expect, test } from 'vitest';
import { eventText, isNews } from './event-text.ts';
import type { LiveEvent } from './live-frame.ts';

const recovery = (state: string, isNew: boolean, outcome: string | null = null): LiveEvent => ({
  ...{ kind: 'recovery', id: 'r', recoveryId: 'r', cartId: 'c', campaignId: null, version: 1, at: '', reason: null },
  ...{ state, isNew, outcome },
});
const shown = (event: LiveEvent) => (isNews(event) ? eventText(event, (key) => key) : null);

test.for([
  [recovery('starting', true), 'live.recovery.starting'],
  // What a page is told of is how it is by then, and it starts within milliseconds.
  [recovery('waiting', true), 'live.recovery.starting'],
  [recovery('waiting', false), null],
  [recovery('sending', false), null],
  [recovery('paused', false), 'live.recovery.paused'],
  [recovery('ended', false, 'purchased'), 'live.recovery.purchased'],
  [recovery('ended', true, 'stopped'), 'live.recovery.ended'],
] as const)('of a recovery the beginning, a pause and the end are news: %o', ([event, text]) => {
  expect(shown(event)).toBe(text);
});
