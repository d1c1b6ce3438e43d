import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { mapBounded } from '../../../runtime/map-bounded.ts';
import type { ApiClient } from '../../traffic/api-client.ts';
import type { EventAnswer } from '../../traffic/send-events.ts';
import type { TraceEvent } from '../to-events.ts';
import type { EncodedEvent, Transport } from './transport.ts';

/** How a platform says the events of a trace, and how it signs what it says. */
export interface Encoder {
  readonly platform: string;
  /** What the integration is made with. */
  readonly integration: object;
  /** In the order of the trace; null: the platform has no word for this. */
  readonly speak: (event: TraceEvent['event']) => EncodedEvent | null;
  readonly headers: (encoded: EncodedEvent, secret: string) => Record<string, string>;
}

const created = z.object({ integration: z.object({ id: z.string(), webhookUrl: z.string() }), secret: z.string() });
const detail = z.object({ deliveries: z.record(z.string(), z.number()) });
const page = z.object({
  items: z.array(z.object({ topic: z.string(), reason: z.string().nullable(), message: z.string().nullable() })),
});
const kept = z.object({ status: z.enum(['kept', 'duplicate']) });

/** One delivery for each event, so many of them at the same time. */
const requestsMax = 8;
const timeoutMs = 30_000;
const giveUpAfterMs = 120_000;
const retryPauseMs = 500;
const pollMs = 250;

/** Signed webhooks to an integration of their own, one for each event that the platform has words for. */
export async function openWebhookTransport(
  { url, client }: { readonly url: string; readonly client: ApiClient },
  encoder: Encoder,
): Promise<Transport> {
  const { integration, secret } = created.parse(
    await client.post('/v1/integrations', { platform: encoder.platform, ...encoder.integration }),
  );
  const address = `${url}/v1/webhooks/${integration.id}`;
  const encodedOf = new Map<string, EncodedEvent>();

  async function deliver(encoded: EncodedEvent, onRetry: () => void): Promise<EventAnswer['status']> {
    for (const giveUpAt = performance.now() + giveUpAfterMs; ; onRetry()) {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...encoder.headers(encoded, secret) },
        body: encoded.body,
        signal: AbortSignal.timeout(timeoutMs),
      }).catch(() => null);
      if (response?.ok) return kept.parse(await response.json()).status === 'kept' ? 'accepted' : 'duplicate';
      const passing = response === null || response.status === 429 || response.status >= 500;
      if (!passing || performance.now() > giveUpAt)
        throw new Error(`a webhook was answered with ${response?.status ?? 'nothing'}`);
      await delay(retryPauseMs);
    }
  }

  return {
    batchEventsMax: requestsMax,
    async *tell(events) {
      for await (const trace of events) {
        const encoded = encoder.speak(trace.event);
        if (encoded) encodedOf.set(trace.event.id, encoded);
        yield trace;
      }
    },
    meant: (event) => encodedOf.get(event.id)?.meant ?? event,
    say(batch, onRetry) {
      return mapBounded(batch, { concurrencyMax: requestsMax }, async ({ event }): Promise<EventAnswer | null> => {
        const encoded = encodedOf.get(event.id);
        return encoded ? { id: event.id, status: await deliver(encoded, onRetry) } : null;
      });
    },
    async finish() {
      for (const giveUpAt = performance.now() + giveUpAfterMs; ; await delay(pollMs)) {
        const { deliveries } = detail.parse(await client.get(`/v1/integrations/${integration.id}`));
        if (deliveries['received'] === 0) break;
        if (performance.now() > giveUpAt) throw new Error(`${deliveries['received']} webhooks were not worked on`);
      }
      const refused: Record<string, number> = {};
      for (const status of ['refused', 'failed']) {
        const { items } = page.parse(
          await client.get(`/v1/integrations/${integration.id}/deliveries?status=${status}&limit=200`),
        );
        for (const { topic, reason, message } of items) {
          const what = `${topic}: ${message ?? reason ?? status}`;
          refused[what] = (refused[what] ?? 0) + 1;
        }
      }
      return refused;
    },
  };
}
