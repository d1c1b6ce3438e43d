import type { CartDetail } from '../../../services/state/carts/get.ts';
import type { RouteDeps } from '../../route-deps.ts';

/** The cart with the address of each recovery's workflow. */
export function linked(cart: CartDetail, temporalLink: RouteDeps['temporalLink']) {
  return {
    ...cart,
    recoveryList: cart.recoveryList.map((recovery) => ({
      ...recovery,
      temporalUrl: temporalLink(recovery.workflowId),
    })),
  };
}
