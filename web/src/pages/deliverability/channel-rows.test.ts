import { expect, test } from 'vitest';
import { channelRows } from './channel-rows.ts';

const row = (dimensions: Record<string, string>, value: number | null, numerator?: number) => ({
  dimensions: { channel: 'email', provider: 'resend', ...dimensions },
  value,
  ...(numerator !== undefined && { numerator }),
});

test('counts are joined by channel and provider, rates by their numerators', () => {
  const rows = channelRows({
    states: [
      row({ state: 'accepted' }, 90),
      row({ state: 'rejected' }, 6),
      row({ state: 'sending' }, 4),
      row({ state: 'accepted', channel: 'sms', provider: 'twilio' }, 200),
    ],
    deliveryStates: [row({ deliveryState: 'failed' }, 2), row({ deliveryState: 'bounced' }, 5)],
    delivered: [row({}, 80)],
    bounced: [row({}, 5)],
    complaints: [row({}, 0.01, 1)],
    unsubscribes: [row({}, 0.02, 3)],
  });
  expect(rows.map(({ provider }) => provider)).toEqual(['twilio', 'resend']);
  expect(rows[1]).toEqual({
    ...{ channel: 'email', provider: 'resend', sent: 100, accepted: 90, delivered: 80, bounced: 5 },
    ...{ complained: 1, unsubscribed: 3, failed: 8 },
  });
  expect(rows[0]).toMatchObject({ sent: 200, accepted: 200, delivered: 0, failed: 0 });
});
