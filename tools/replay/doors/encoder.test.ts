import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventSchema, type StorefrontEvent } from '../../../events/event.ts';
import { platforms } from '../../../platforms/registry.ts';
import { foldEvents } from '../../../test/fold-oracle.ts';
import { anyTrace } from './any-story.ts';
import { createSegmentEncoder } from './segment-speech.ts';
import { createShopifyEncoder } from './shopify-speech.ts';
import type { EncodedEvent } from './transport.ts';
import type { Encoder } from './webhook-transport.ts';

function tell(encoder: Encoder, events: readonly StorefrontEvent[]): readonly EncodedEvent[] {
  return events.map((event) => {
    const encoded = encoder.speak(event);
    if (!encoded) throw new Error(`${encoder.platform} has no word for ${event.type}`);
    return encoded;
  });
}

/** What arrived: each delivery at the moment that it is about. */
function heard(encoder: Encoder, trace: readonly EncodedEvent[]) {
  const platform = platforms.get(encoder.platform);
  return trace.flatMap((encoded) => {
    const translation = platform?.translate(
      { headers: encoder.headers(encoded, 'secret'), body: Buffer.from(encoded.body), receivedAt: encoded.at },
      { currency: 'USD', orderStatuses: {} },
    );
    if (translation?.kind !== 'events') throw new Error(`${encoded.topic} was ${translation?.kind}`);
    return translation.events.map((one) => ({ ...eventSchema.parse(one), receivedAt: encoded.at }));
  });
}

function meant(trace: readonly EncodedEvent[]) {
  return trace.map((encoded) => ({ ...encoded.meant, receivedAt: encoded.at }));
}

describe.each([
  ['Shopify', createShopifyEncoder],
  ['Segment', createSegmentEncoder],
])('a trace in the words of %s', (_, createEncoder) => {
  test('is understood as it was meant', () => {
    fc.assert(
      fc.property(anyTrace, (events) => {
        const encoder = createEncoder();
        const trace = tell(encoder, events);
        expect(foldEvents(heard(encoder, trace))).toEqual(foldEvents(meant(trace)));
      }),
    );
  });

  test('means the same carts as its own events, as long as nothing is bought', () => {
    fc.assert(
      fc.property(anyTrace, (events) => {
        const unsold = events.filter(({ type }) => type !== 'order_placed');
        expect(foldEvents(meant(tell(createEncoder(), unsold)))).toEqual(foldEvents(unsold));
      }),
    );
  });
});
