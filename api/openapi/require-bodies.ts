import type { RouteConfig } from '@hono/zod-openapi';
import type { Context, Next } from 'hono';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { ApiEnv } from '../api-deps.ts';

interface AnyRoute {
  readonly route: RouteConfig;
  readonly handler: (c: Context<ApiEnv>, next: Next) => Response | Promise<Response>;
}

const json = /^application\/([a-z0-9.-]+\+)?json\b/i;

/**
 * Refuses what comes without a JSON body where the document says that one is required. Validation alone reads such a request
 * as an empty object, which fits wherever every field may be left out: somebody who forgot the content type would be told
 * that all went well.
 */
export function requireBodies<const R extends readonly unknown[]>(routes: R): R {
  return (routes as unknown as readonly AnyRoute[]).map((one) => {
    const { body } = one.route.request ?? {};
    if (!body?.required || !('application/json' in body.content)) return one;
    const handler: AnyRoute['handler'] = (c, next) => {
      if (!json.test(c.req.header('content-type') ?? ''))
        throw new ServiceError('unsupported_media_type', 'Send the body as application/json.');
      return one.handler(c, next);
    };
    return { ...one, handler };
  }) as unknown as R;
}
