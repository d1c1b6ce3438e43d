import type { RouteDeps } from '../../route-deps.ts';
import { getOfferCodes, postOfferCodes } from './codes.ts';
import { getOfferDetail, getOffers, patchOffer, postOffers } from './offers.ts';

/** Discounts that messages may carry. */
export function offerRoutes(deps: RouteDeps) {
  return [
    getOffers(deps),
    postOffers(deps),
    getOfferDetail(deps),
    patchOffer(deps),
    getOfferCodes(deps),
    postOfferCodes(deps),
  ] as const;
}
