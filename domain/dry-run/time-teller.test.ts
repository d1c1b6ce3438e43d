import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channels } from '../channel.ts';
import { type SendingFacts, sendingTime } from '../compliance/sending-time.ts';
import { hourMs, minuteMs } from '../duration.ts';
import { createTimeTeller } from './time-teller.ts';

const begins = Date.UTC(2026, 9, 24);
const anyFacts: fc.Arbitrary<SendingFacts> = fc.record({
  channel: fc.constantFrom(...channels),
  quietHours: fc.constant(null),
  countryRules: fc.constant('off' as const),
  sentOfCart: fc.constantFrom(0, 1),
  abandonedAt: fc.constantFrom(begins - 40 * hourMs, begins),
  timeZone: fc.constantFrom(null, 'Europe/Vienna', 'Asia/Kathmandu', 'America/New_York'),
  country: fc.constantFrom(null, 'FR', 'US', 'AT'),
  region: fc.constantFrom(null, 'FL'),
  phone: fc.constantFrom(null, '+33612345678', '+12025550143', '+43660123456'),
  storeTimeZone: fc.constant('Europe/Vienna'),
});

test('what is told of many carts is what is told of each by itself, also where the clocks change', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('21:00', '21:10'),
      fc.array(fc.tuple(anyFacts, fc.integer({ min: 0, max: 72 * 60 })), { minLength: 1, maxLength: 12 }),
      (from, asked) => {
        const tell = createTimeTeller();
        // One store has one rule.
        const quietHours = { from, until: '08:00', channels: ['email', 'sms'] } as const;
        for (const [facts, minutes] of asked) {
          const ofStore = { ...facts, quietHours, countryRules: 'by_country' } as const;
          const atMs = begins + minutes * minuteMs + 1_234;
          expect(tell(ofStore, atMs)).toEqual(sendingTime(ofStore, atMs));
        }
      },
    ),
    { numRuns: 150 },
  );
});
