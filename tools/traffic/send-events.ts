import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { StorefrontEvent } from '../../events/event.ts';
import { backoffMs } from '../../runtime/backoff.ts';
import { type ApiClient, ApiError } from './api-client.ts';

const batchAnswer = z.object({
  items: z.array(
    z.object({
      id: z.string().nullable(),
      status: z.enum(['accepted', 'duplicate', 'rejected']),
      error: z.object({ path: z.string().optional(), message: z.string() }).optional(),
    }),
  ),
});

/** What the endpoint said of each event, in the order sent. */
export type EventAnswer = z.infer<typeof batchAnswer>['items'][number];

export interface SendRules {
  /** How long the same batch is sent again while nobody answers, the server is busy or limits the rate. */
  readonly giveUpAfterMs: number;
  readonly signal?: AbortSignal;
  /** Called before each repetition. */
  readonly onRetry?: (error: ApiError) => void;
}

const pause = { minMs: 100, maxMs: 2_000 };

/**
 * Sends a batch until it is answered: event ids make a repetition harmless. Throws the last `ApiError` when that took
 * too long or when the answer is final.
 */
export async function sendEvents(
  client: ApiClient,
  events: readonly StorefrontEvent[],
  rules: SendRules,
): Promise<readonly EventAnswer[]> {
  const giveUpAt = performance.now() + rules.giveUpAfterMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return batchAnswer.parse(await client.post('/v1/events', { events })).items;
    } catch (error) {
      if (!(error instanceof ApiError) || !error.passing || performance.now() > giveUpAt) throw error;
      rules.onRetry?.(error);
      await delay(error.retryAfterMs ?? backoffMs(attempt, pause), undefined, { signal: rules.signal });
    }
  }
}
