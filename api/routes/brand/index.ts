import type { RouteDeps } from '../../route-deps.ts';
import { deleteBrand, getBrand, postColourCheck, putBrand, putLogo } from './brand.ts';
import { getBrandedStores } from './branded-stores.ts';
import { deleteDomain, getDomains, postDomain, postDomainCheck } from './domains.ts';
import { getDomainAllowed, getHostBrand, getLogo } from './open-brand.ts';

/** How stores and the installation are shown, and under which names. */
export function brandRoutes(deps: RouteDeps) {
  return [
    getBrand(deps, 'store'),
    putBrand(deps, 'store'),
    deleteBrand(deps, 'store'),
    putLogo(deps, 'store'),
    getBrand(deps, 'platform'),
    putBrand(deps, 'platform'),
    deleteBrand(deps, 'platform'),
    putLogo(deps, 'platform'),
    getBrandedStores(deps),
    postColourCheck(deps),
    getHostBrand(deps),
    getLogo(deps),
    getDomains(deps),
    postDomain(deps),
    postDomainCheck(deps),
    deleteDomain(deps),
    getDomainAllowed(deps),
  ] as const;
}
