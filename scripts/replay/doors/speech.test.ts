import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventSchema, type StorefrontEvent } from '../../../events/event.ts';
import { platforms } from '../../../events/platforms/registry.ts';
import { foldEvents } from '../../../test/fold-oracle.ts';
import { anyStory } from './any-story.ts';
import { createSegmentSpeech } from './segment-speech.ts';
import { createShopifySpeech } from './shopify-speech.ts';
import type { Speech } from './webhook-door.ts';

function heard(speech: Speech, events: readonly StorefrontEvent[]): readonly StorefrontEvent[] {
  const platform = platforms.get(speech.platform);
  return events.flatMap((event) => {
    const spoken = speech.speak(event);
    if (!spoken || !platform) throw new Error(`${speech.platform} has no word for ${event.type}`);
    const headers = speech.headers(spoken, 'secret');
    const translation = platform.translate(
      { headers, body: Buffer.from(spoken.body), receivedAt: Date.UTC(2026, 10, 20, 10) },
      { currency: 'USD', orderStatuses: {} },
    );
    if (translation.kind !== 'events') throw new Error(`${spoken.topic} was ${translation.kind}`);
    return translation.events.map((one) => eventSchema.parse(one));
  });
}

test.each([
  ['Shopify', createShopifySpeech],
  ['Segment', createSegmentSpeech],
])('a story in the words of %s ends in the same carts as its own events', (_, createSpeech) => {
  fc.assert(
    fc.property(anyStory, (events) => {
      expect(foldEvents(heard(createSpeech(), events))).toEqual(foldEvents(events));
    }),
  );
});
