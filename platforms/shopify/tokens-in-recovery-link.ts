import { webUrl } from '../web-url.ts';

/** What a checkout's recovery link says beside where it leads. */
export interface RecoveryLink {
  readonly cartToken?: string;
  readonly checkoutToken?: string;
  /** BCP 47, as the shopper saw the checkout. */
  readonly locale?: string;
}

/** `/<shop>/checkouts/ac/<token of the cart>/recover?key=…`; the shop's own pages say `cn`. */
const ofCart = /^\/(?:\d+\/)?checkouts\/(?:ac|cn)\/([A-Za-z0-9_-]{8,128})(?:\/|$)/;
/** `/<shop>/checkouts/<token of the checkout>/recover?key=…`, and `/orders/<shop>/<token>?recovered=1` before it. */
const ofCheckout = /^\/(?:(?:\d+\/)?checkouts|orders\/\d+)\/([0-9a-f]{32})(?:\/|$)/;

/**
 * The tokens in the link by which a shopper comes back to a checkout: the GraphQL Admin API names them nowhere else.
 * Null: no link, or one of a kind that nobody here knows.
 *
 * @example tokensInRecoveryLink('https://shop.example/1/checkouts/ac/hWN1aUyKzvVd/recover?key=k') // { cartToken: 'hWN1aUyKzvVd' }
 */
export function tokensInRecoveryLink(link: unknown): RecoveryLink | null {
  const address = webUrl(link);
  if (address === undefined) return null;
  const { pathname, searchParams } = new URL(address);
  const locale = searchParams.get('locale');
  const said = locale === null ? {} : { locale };
  const cartToken = ofCart.exec(pathname)?.[1];
  if (cartToken !== undefined) return { cartToken, ...said };
  const checkoutToken = ofCheckout.exec(pathname)?.[1];
  return checkoutToken === undefined ? null : { checkoutToken, ...said };
}
