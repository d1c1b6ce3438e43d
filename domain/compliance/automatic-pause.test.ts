import { describe, expect, test } from 'vitest';
import { pauseCause } from './automatic-pause.ts';

const fine = { messages: 1_000, complained: 0, bounced: 0 };

describe('e-mail of a store', () => {
  test.each([
    ['stops at 0.3 % complaints', { complained: 3 }, { measure: 'complaint_rate', messages: 1_000, counted: 3 }],
    ['goes on below that', { complained: 2 }, null],
    ['stops at 10 % bounces', { bounced: 100 }, { measure: 'bounce_rate', messages: 1_000, counted: 100 }],
    ['goes on below that too', { bounced: 99 }, null],
    [
      'says complaints where both are too many',
      { complained: 3, bounced: 500 },
      { measure: 'complaint_rate', messages: 1_000, counted: 3 },
    ],
    [
      'is not judged for complaints by fewer messages than one of them would decide',
      { messages: 999, complained: 50 },
      null,
    ],
    ['is judged for bounces by a hundred messages, and no fewer', { messages: 99, bounced: 99 }, null],
  ])('%s', (_rule, counts, expected) => {
    expect(pauseCause('email', { ...fine, ...counts })).toEqual(expected);
  });
});

test('SMS and push, for which nobody publishes limits, are never stopped', () => {
  for (const channel of ['sms', 'push'] as const) {
    expect(pauseCause(channel, { messages: 1_000, complained: 900, bounced: 900 })).toBeNull();
  }
});
