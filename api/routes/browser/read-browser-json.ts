import type { Context } from 'hono';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';

const acceptable = /^(text\/plain|application\/json)\s*(;|$)/i;

/** A body that a page may send without asking first: JSON under the name of plain text. */
export async function readBrowserJson(c: Context<ApiEnv>): Promise<{ readonly text: string; readonly json: unknown }> {
  if (!acceptable.test(c.req.header('content-type') ?? ''))
    throw new ServiceError('unsupported_media_type', 'Send JSON as text/plain, which needs no preflight.');
  const text = await c.req.text();
  try {
    return { text, json: JSON.parse(text) };
  } catch {
    throw new ServiceError('bad_request', 'The body is not valid JSON.');
  }
}
