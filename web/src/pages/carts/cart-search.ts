import type { paths } from '../../api/generated/schema.ts';
import { idOf, matching, oneOf, type SearchText, textOf } from '../../lib/search.ts';
import { channels, outcomes, type Standing, standings } from '../../states/states.ts';

type CartQuery = NonNullable<paths['/v1/carts']['get']['parameters']['query']>;

/** The filters of the list as they stand in the address. What is none of them is as if it were not there. */
export interface CartSearch {
  readonly stage: Standing | undefined;
  readonly reason: string | undefined;
  readonly channel: (typeof channels)[number] | undefined;
  readonly outcome: (typeof outcomes)[number] | undefined;
  readonly campaignId: string | undefined;
  readonly customerId: string | undefined;
  readonly currency: string | undefined;
  /** Minor units. */
  readonly valueMin: string | undefined;
  readonly valueMax: string | undefined;
  readonly search: string | undefined;
}

const minorUnits = /^\d{1,15}$/;

export function readCartSearch(search: SearchText): CartSearch {
  return {
    stage: oneOf(search['stage'], standings),
    reason: matching(search['reason'], /^[a-z_]{1,64}$/),
    channel: oneOf(search['channel'], channels),
    outcome: oneOf(search['outcome'], outcomes),
    campaignId: idOf(search['campaignId']),
    customerId: idOf(search['customerId']),
    currency: matching(search['currency'], /^[A-Z]{3}$/),
    valueMin: matching(search['valueMin'], minorUnits),
    valueMax: matching(search['valueMax'], minorUnits),
    search: textOf(search['search'])?.slice(0, 128),
  };
}

/** What the API is asked: a search and the carts of one customer are looked for in all time, everything else in the period. */
export function cartQueryOf(
  { stage, valueMin, valueMax, ...search }: CartSearch,
  days: { readonly from: string; readonly to: string },
): CartQuery {
  const ever = search.search !== undefined || search.customerId !== undefined;
  return {
    ...search,
    standing: stage,
    valueMinorMin: valueMin as unknown as number | undefined,
    valueMinorMax: valueMax as unknown as number | undefined,
    ...(ever ? {} : { from: days.from, to: days.to }),
  };
}
