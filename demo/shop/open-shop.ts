import { z } from 'zod';
import type { ApiClient } from '../../tools/traffic/api-client.ts';

/** What the shop has of the engine once its store is open. */
export interface OpenShop {
  /** Whose carts are left here. */
  readonly storeId: string;
  readonly tag: string;
  /** With the store's secret key: only the shop's server has it. */
  readonly client: ApiClient;
  readonly giveUpAfterMs: number;
}

const snippet = z.object({ tag: z.string() });
const store = z.object({ id: z.string() });
/** A person waits for the page meanwhile. */
const giveUpAfterMs = 5_000;

/**
 * Sets up the demo store's snippet as its merchant would. The store asks for no consent to remember a cart, because a
 * visitor of the demo is asked for the one that counts: for reminders.
 */
export async function openShop(client: ApiClient, url: string): Promise<OpenShop> {
  const { port } = new URL(url);
  const { tag } = snippet.parse(
    await client.patch('/v1/snippet', {
      consentRequired: false,
      allowedOrigins: ['localhost', '127.0.0.1'].map((host) => `http://${host}${port && `:${port}`}`),
    }),
  );
  const { id: storeId } = store.parse(await client.get('/v1/store'));
  return { storeId, tag, client, giveUpAfterMs };
}
