import type { Flow } from './flow-types.ts';

const hourMs = 3_600_000;

/** What a new flow begins with: a reminder, and a second one for whoever did not follow the first. */
export const starterFlow: Flow = {
  entry: {},
  exits: [],
  messagesMax: 3,
  start: 'wait-1',
  steps: [
    { id: 'wait-1', kind: 'wait', until: 'duration', ms: hourMs, next: 'message-1' },
    {
      ...{ id: 'message-1', kind: 'send', channel: 'email', template: 'cart-reminder-1', conditions: {} },
      ...{ probabilityMin: null, window: null, staleAfterMs: null, next: 'wait-2' },
    },
    {
      ...{ id: 'wait-2', kind: 'wait', until: 'event', event: { name: 'message_clicked', key: 'cart' } },
      ...{ withinMs: 24 * hourMs, next: 'end-1', onTimeout: 'message-2' },
    },
    {
      ...{ id: 'message-2', kind: 'send', channel: 'email', template: 'cart-reminder-2', conditions: {} },
      ...{ probabilityMin: null, window: { from: '08:00', until: '20:00' }, staleAfterMs: null, next: 'end-1' },
    },
    { id: 'end-1', kind: 'end' },
  ],
};
