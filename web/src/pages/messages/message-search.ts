import type { paths } from '../../api/generated/schema.ts';
import { idOf, oneOf, type SearchText, textOf } from '../../lib/search.ts';
import { channels, deliveryStates, messageStates } from '../../states/states.ts';

type MessageQuery = NonNullable<paths['/v1/messages']['get']['parameters']['query']>;

/** The filters of the list as they stand in the address. What is none of them is as if it were not there. */
export function readMessageSearch(search: SearchText) {
  return {
    channel: oneOf(search['channel'], channels),
    state: oneOf(search['state'], messageStates),
    deliveryState: oneOf(search['deliveryState'], deliveryStates),
    provider: textOf(search['provider'])?.slice(0, 128),
    ruleId: textOf(search['ruleId'])?.slice(0, 128),
    reason: textOf(search['reason'])?.slice(0, 64),
    campaignId: idOf(search['campaignId']),
    customerId: idOf(search['customerId']),
    cartId: idOf(search['cartId']),
  };
}

/** What the API is asked: the messages of one cart or customer in all time, others in the period. */
export function messageQueryOf(
  search: ReturnType<typeof readMessageSearch>,
  days: { readonly from: string; readonly to: string },
): MessageQuery {
  const ever = search.cartId !== undefined || search.customerId !== undefined;
  return ever ? search : { ...search, ...days };
}
