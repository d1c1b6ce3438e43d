import { z } from 'zod';
import { createApiClient } from './api-client.ts';

export interface OpenStoreOptions {
  readonly url: string;
  /** Of the operator. */
  readonly adminKey: string;
  readonly name: string;
  /** Of the shop: the links of its messages lead there. */
  readonly shopUrl?: string;
  readonly timeScale: number;
  /** More of the store's settings, as `POST /v1/stores` takes them. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface OpenedStore {
  readonly storeId: string;
  readonly apiKey: string;
}

const created = z.object({ store: z.object({ id: z.string() }), apiKey: z.object({ key: z.string() }) });

/** Makes a store with its default campaign, which writes to everybody, and a key that may do everything in it. */
export async function openStore({
  url,
  adminKey,
  name,
  shopUrl = 'https://shop.example',
  timeScale,
  settings,
}: OpenStoreOptions): Promise<OpenedStore> {
  const admin = createApiClient({ url, key: adminKey });
  const answer = created.parse(
    await admin.post('/v1/stores', { name, url: shopUrl, timeScale, holdoutPercent: 0, ...settings }),
  );
  return { storeId: answer.store.id, apiKey: answer.apiKey.key };
}
