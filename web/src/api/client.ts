import createClient, { type Client } from 'openapi-fetch';
import { ApiError, apiErrorOf } from './api-error.ts';
import type { paths } from './generated/schema.ts';
import { sessionFetch } from './session-fetch.ts';

export type { paths };
export type Api = Client<paths>;

/** What concerns the person or the installation and no store. */
export const api: Api = createClient<paths>({ baseUrl: location.origin, fetch: sessionFetch });

const clients = new Map<string, Api>();

/** The API in one store: every request names it. */
export function apiOf(storeId: string): Api {
  const known = clients.get(storeId);
  if (known) return known;
  const client = createClient<paths>({
    baseUrl: location.origin,
    fetch: sessionFetch,
    headers: { 'X-Store-Id': storeId },
  });
  clients.set(storeId, client);
  return client;
}

/** The body of a successful answer; throws `ApiError` for any other. */
export async function data<T>(
  answer: Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>,
): Promise<NonNullable<T>> {
  const {
    data: body,
    error,
    response,
  } = await answer.catch(() => {
    throw new ApiError(0, {});
  });
  if (!response.ok) throw apiErrorOf(response.status, error);
  return body as NonNullable<T>;
}
