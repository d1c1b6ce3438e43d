import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventSchema, type StorefrontEvent } from '../../../events/event.ts';
import { platforms } from '../../../platforms/registry.ts';
import { foldEvents } from '../../../test/fold-oracle.ts';
import { anyStory } from './any-story.ts';
import type { Spoken } from './door.ts';
import { createSegmentSpeech } from './segment-speech.ts';
import { createShopifySpeech } from './shopify-speech.ts';
import type { Speech } from './webhook-door.ts';

function tell(speech: Speech, events: readonly StorefrontEvent[]): readonly Spoken[] {
  return events.map((event) => {
    const spoken = speech.speak(event);
    if (!spoken) throw new Error(`${speech.platform} has no word for ${event.type}`);
    return spoken;
  });
}

/** What arrived: each delivery at the moment that it is about. */
function heard(speech: Speech, story: readonly Spoken[]) {
  const platform = platforms.get(speech.platform);
  return story.flatMap((spoken) => {
    const translation = platform?.translate(
      { headers: speech.headers(spoken, 'secret'), body: Buffer.from(spoken.body), receivedAt: spoken.at },
      { currency: 'USD', orderStatuses: {} },
    );
    if (translation?.kind !== 'events') throw new Error(`${spoken.topic} was ${translation?.kind}`);
    return translation.events.map((one) => ({ ...eventSchema.parse(one), receivedAt: spoken.at }));
  });
}

function meant(story: readonly Spoken[]) {
  return story.map((spoken) => ({ ...spoken.meant, receivedAt: spoken.at }));
}

describe.each([
  ['Shopify', createShopifySpeech],
  ['Segment', createSegmentSpeech],
])('a story in the words of %s', (_, createSpeech) => {
  test('is understood as it was meant', () => {
    fc.assert(
      fc.property(anyStory, (events) => {
        const speech = createSpeech();
        const story = tell(speech, events);
        expect(foldEvents(heard(speech, story))).toEqual(foldEvents(meant(story)));
      }),
    );
  });

  test('means the same carts as its own events, as long as nothing is bought', () => {
    fc.assert(
      fc.property(anyStory, (events) => {
        const unsold = events.filter(({ type }) => type !== 'order_placed');
        expect(foldEvents(meant(tell(createSpeech(), unsold)))).toEqual(foldEvents(unsold));
      }),
    );
  });
});
