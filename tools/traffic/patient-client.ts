import { setTimeout as delay } from 'node:timers/promises';
import { type ApiClient, ApiError } from './api-client.ts';

const giveUpAfterMs = 60_000;
const pauseMs = 250;

/** A client that asks again when the rate was exceeded or the server is away for a moment. Only for reading. */
export function createPatientClient(client: ApiClient): Pick<ApiClient, 'get'> {
  return {
    async get(path) {
      for (const giveUpAt = performance.now() + giveUpAfterMs; ; ) {
        try {
          return await client.get(path);
        } catch (error) {
          if (!(error instanceof ApiError) || !error.passing || performance.now() > giveUpAt) throw error;
          await delay(error.retryAfterMs ?? pauseMs);
        }
      }
    },
  };
}
