import type { MiddlewareHandler } from 'hono';
import { hostOfHeader } from '../../domain/brand/host-name.ts';
import type { AnsweredUse } from '../../domain/brand/own-domain.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { Brands, HostOwner } from '../../services/state/brands/brands.ts';
import type { ApiEnv } from '../api-deps.ts';
import { dashboardPages } from '../dashboard/dashboard-routes.ts';

/** What is answered under a name of a store's own for its shoppers: what links of messages lead to, and what pages load. */
const pagesPaths = ['/r/', '/u/', '/c/', '/v1/brand/logo/', '/.well-known/'] as const;
/** And for its team: the dashboard and what it asks. */
const dashboardPaths = [
  '/v1/',
  '/assets/',
  '/favicon.svg',
  '/message-frame',
  ...dashboardPages.map(withoutStar),
] as const;

/**
 * Keeps a request under a name that stores claim to what that name is for. A name that was claimed and is nobody's now is
 * answered with nothing, so that whoever points it here again gets no page of anybody. A name that nobody ever claimed is
 * the installation's own business: its address may change, and links under the old one go on working.
 */
export function answerOwnHosts({ brands }: { readonly brands: Pick<Brands, 'ownerOf'> }): MiddlewareHandler<ApiEnv> {
  return async function answerOwnHosts(c, next) {
    const owner = ownerOfHost(c.req.header('host'), brands);
    if (owner === null) return next();
    if (owner.kind === 'nobody') throw nothingHere();
    if (!isAnswered(c.req.path, owner.use)) throw nothingHere();
    c.set('hostStoreId', owner.storeId);
    return next();
  };
}

function isAnswered(path: string, use: AnsweredUse): boolean {
  if (use === 'pages') return pagesPaths.some((one) => path.startsWith(one));
  return path === '/' || dashboardPaths.some((one) => path.startsWith(one));
}

function withoutStar(path: string): string {
  return path.replace(/\*$/, '');
}

/** Whose name a request came under; null: the installation's. */
export function ownerOfHost(header: string | undefined, brands: Pick<Brands, 'ownerOf'>): HostOwner | null {
  return header === undefined ? null : brands.ownerOf(hostOfHeader(header));
}

function nothingHere(): ServiceError {
  return new ServiceError('not_found', 'Nothing is answered under this name and path.');
}
