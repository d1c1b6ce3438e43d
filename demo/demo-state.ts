import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { createApiClient } from '../tools/traffic/api-client.ts';
import type { OpenedStore } from '../tools/traffic/open-store.ts';

const saved = z.object({ storeId: z.string(), apiKey: z.string() });

/** Remembers the demo store's key from start to start, readable by its owner only: the product keeps keys as hashes. */
export function saveDemoStore(file: string, store: OpenedStore): void {
  writeFileSync(`${file}.new`, JSON.stringify(store, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The store of the last start if it is still there; null otherwise. */
export async function findDemoStore(file: string, url: string): Promise<OpenedStore | null> {
  if (!existsSync(file)) return null;
  const store = saved.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!store.success) return null;
  const answers = await createApiClient({ url, key: store.data.apiKey })
    .get('/v1/store')
    .then(
      () => true,
      () => false,
    );
  return answers ? store.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
