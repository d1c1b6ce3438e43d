import type { ApiDocument } from './operations.ts';

/** Ids of things that are there, by the path of the list that they stand in, e.g. `/v1/carts`. */
export type KnownIds = ReadonlyMap<string, readonly string[]>;

const idsPerListMax = 20;

/** Reads every list of the API that takes no parameter, as somebody who may. */
export async function findIds(
  api: Pick<ApiDocument, 'operations'>,
  { url, headers }: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
): Promise<KnownIds> {
  const found = new Map<string, readonly string[]>();
  for (const { method, path } of api.operations) {
    if (method !== 'GET' || path.includes('{')) continue;
    const answer = await fetch(`${url}${path}`, { headers, redirect: 'manual' });
    const ids = idsIn(await answer.text());
    if (ids.length > 0) found.set(path, ids);
  }
  return found;
}

/** What may stand at this place of a path: ids of the list before it. */
export function idsAt(known: KnownIds, path: string, parameter: string): readonly string[] {
  return known.get(path.slice(0, path.indexOf(`/{${parameter}}`))) ?? [];
}

function idsIn(text: string): readonly string[] {
  try {
    const { items } = JSON.parse(text);
    if (!Array.isArray(items)) return [];
    const ids = items.map((item: { readonly id?: unknown }) => item?.id);
    return ids.filter((id): id is string => typeof id === 'string').slice(0, idsPerListMax);
  } catch {
    return [];
  }
}
