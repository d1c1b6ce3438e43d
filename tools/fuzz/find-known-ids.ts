import { z } from 'zod';
import { createApiClient } from '../traffic/api-client.ts';

const firstId = z.object({ items: z.array(z.object({ id: z.string() })) }).transform(({ items }) => items[0]?.id);

/** Makes a cart and finds ids that exist, by the name that a path's parameter may have. */
export async function findKnownIds({
  url,
  storeKey,
  storeId,
}: {
  url: string;
  storeKey: string;
  storeId: string;
}): Promise<Readonly<Record<string, string>>> {
  const client = createApiClient({ url, key: storeKey });
  const id = async (path: string): Promise<string | undefined> => firstId.parse(await client.get(path));
  const found = { campaignId: await id('/v1/campaigns'), keyId: undefined };
  const known = Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { storeId, ...Object.fromEntries(known) };
}
