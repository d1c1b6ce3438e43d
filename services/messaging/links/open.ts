import { and, eq } from 'drizzle-orm';
import { carts, customers, snippets, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { CartLine } from '../../../domain/cart.ts';
import { shopUrl } from '../../../domain/shop-url.ts';
import { urlWithCode } from '../../../platforms/url-with-code.ts';
import { findLink } from '../../state/links/find.ts';
import { connectedSites, sitesOf } from '../../state/stores/sites-of.ts';
import { liveCode } from '../offers/live-code.ts';

/** What the holder of a recovery link may see: the one cart, its shop, and nothing of the customer. */
export interface RestorableCart {
  /** The shop's own id of the cart. */
  readonly externalId: string;
  /** Its address is its own, else that of the platform that it is connected to. */
  readonly store: { readonly name: string; readonly url: string | null };
  /** BCP 47 tag for money: the customer's, else the store's. */
  readonly locale: string;
  readonly lines: readonly CartLine[];
  /** Lines that the shop's cart has beside these. */
  readonly linesOmitted: number;
  readonly currency: string | null;
  readonly valueMinor: number | null;
  readonly purchased: boolean;
  /** It stands for what somebody looked at: nobody put these lines into a cart. */
  readonly browsing: boolean;
  /** The shop's own page of this cart; null when the shop named none, or one outside its own sites. */
  readonly checkoutUrl: string | null;
  /** Where the shop takes in the code of the message and goes on from there; null: it carries none, or the shop has no such way. */
  readonly discountUrl: string | null;
  /** Whether the shop's pages have a snippet that puts the cart back together. */
  readonly snippetRestores: boolean;
}

export type OpenedLink =
  | { readonly kind: 'open'; readonly cart: RestorableCart }
  | {
      readonly kind: 'expired';
      readonly store: { readonly name: string; readonly url: string | null };
      readonly storeId: string;
      readonly messageId: string;
    }
  | { readonly kind: 'unknown' };

/** Reads what a recovery link leads to. Changes nothing, so that scanners and previews may open it as often as they like. */
export async function openRestoreLink(
  database: Pick<Database, 'app'>,
  { token, now }: { readonly token: string; readonly now: number },
): Promise<OpenedLink> {
  const link = await findLink(database, token, 'restore');
  if (!link) return { kind: 'unknown' };
  return withStore(database, link.storeId, async (tx): Promise<OpenedLink> => {
    const [row] = await tx
      .select({
        store: { name: stores.name, url: stores.url, locale: stores.locale },
        customerLocale: customers.locale,
        snippet: { enabled: snippets.enabled, restoreCarts: snippets.restoreCarts },
        cart: {
          externalId: carts.externalId,
          lines: carts.lines,
          linesOmitted: carts.linesOmitted,
          currency: carts.currency,
          valueMinor: carts.valueMinor,
          status: carts.status,
          stage: carts.stage,
          restoreUrl: carts.restoreUrl,
        },
      })
      .from(carts)
      .innerJoin(stores, eq(stores.id, carts.storeId))
      .leftJoin(snippets, eq(snippets.storeId, carts.storeId))
      .leftJoin(customers, and(eq(customers.storeId, carts.storeId), eq(customers.id, link.customerId)))
      .where(and(eq(carts.storeId, link.storeId), eq(carts.id, link.cartId)))
      .limit(1);
    if (!row) return { kind: 'unknown' };
    const sites = await sitesOf(tx, { storeId: link.storeId, storeUrl: row.store.url });
    const store = { name: row.store.name, url: sites[0] ?? null };
    if (link.expiresAt !== null && link.expiresAt <= now) {
      const { storeId, messageId } = link;
      return { kind: 'expired', store, storeId, messageId };
    }
    const { externalId, lines, linesOmitted, currency, valueMinor, status, stage, restoreUrl } = row.cart;
    const browsing = stage === 'browsing';
    const checkoutUrl = shopUrl(restoreUrl, sites);
    const code = await liveCode(tx, { storeId: link.storeId, messageId: link.messageId, nowMs: now });
    const goesTo = checkoutUrl ?? store.url;
    return {
      kind: 'open',
      cart: {
        externalId,
        store,
        locale: row.customerLocale ?? row.store.locale,
        lines,
        linesOmitted,
        currency,
        valueMinor,
        purchased: status === 'purchased',
        browsing,
        checkoutUrl,
        discountUrl:
          code !== null && goesTo !== null ? urlWithCode(goesTo, code, await connectedSites(tx, link.storeId)) : null,
        snippetRestores: !browsing && row.snippet?.enabled === true && row.snippet.restoreCarts,
      },
    };
  });
}
