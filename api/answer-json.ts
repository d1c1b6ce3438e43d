import type { Context, TypedResponse } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { JSONParsed } from 'hono/utils/types';
import type { ApiEnv } from './api-deps.ts';
import { jsonAnswerHeaders } from './middleware/standard-headers.ts';

/**
 * `c.json` for the hottest route: with every header in one plain record the server writes the answer as it is, without
 * building a `Headers` for it (a tenth of the route's CPU time).
 */
export function answerJson<T, S extends ContentfulStatusCode>(
  c: Context<ApiEnv>,
  body: T,
  status: S,
  headers: Readonly<Record<string, string>>,
) {
  c.set('headersComplete', true);
  const response = new Response(JSON.stringify(body), {
    status,
    headers: jsonAnswerHeaders(c.get('requestId'), headers),
  });
  // The type that `c.json` gives the same answer, so that the route's check of status and body holds here too.
  return response as Response & TypedResponse<JSONParsed<T>, S, 'json'>;
}
