import type { MiddlewareHandler } from 'hono';
import type { Permission } from '../../domain/permission.ts';
import { isSameText } from '../../runtime/same-text.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { ApiEnv } from '../api-deps.ts';
import { wantsPage } from '../wants-page.ts';
import { checkPermission, type Identify } from './guard.ts';

/** Pages beside the API, and who may see them where not this machine alone can ask; null: everybody who is known. */
export const closedPages: readonly { readonly paths: readonly string[]; readonly permission: Permission | null }[] = [
  { paths: ['/outbox', '/outbox/*', '/metrics'], permission: 'installation:read' },
  { paths: ['/docs', '/docs/*', '/openapi.json', '/demo', '/demo/*'], permission: null },
];

/**
 * Lets a request pass of the operator, of a key or of a person who may see the page. Browsers are led to sign in, and back.
 * `metricsTokens` are for programs that read `/metrics` and should hold nothing that opens more.
 */
export function closePages(
  permission: Permission | null,
  { identify, metricsTokens }: { readonly identify: Identify; readonly metricsTokens: () => readonly string[] },
): MiddlewareHandler<ApiEnv> {
  return async function closePages(c, next) {
    const authorization = c.req.header('authorization');
    const opens = (token: string) => isSameText(authorization ?? '', `Bearer ${token}`);
    if (c.req.path === '/metrics' && metricsTokens().some(opens)) return next();
    try {
      const actor = await identify(c);
      if (permission) checkPermission(actor, permission);
    } catch (error) {
      const mayBeMended = error instanceof ServiceError && error.code === 'unauthenticated';
      if (!mayBeMended || !wantsPage(c)) throw error;
      return c.redirect(`/sign-in?return=${encodeURIComponent(c.req.path)}`, 302);
    }
    return next();
  };
}
