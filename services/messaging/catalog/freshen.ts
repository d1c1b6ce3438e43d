import { and, eq } from 'drizzle-orm';
import type { MessageContext } from '../../../channels/message-context.ts';
import { messages } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { freshCart } from '../../../domain/catalog/fresh-cart.ts';
import { goodsToAsk, type ShopSaid } from '../../../domain/catalog/said-of-good.ts';
import type { AskCatalog } from './ask-catalog.ts';
import type { CatalogRow } from './catalog-settings.ts';

/** A claimed message whose goods are asked for before it is worded. */
export interface CatalogMessage {
  readonly id: string;
  readonly storeId: string;
  readonly attempt: number;
  readonly cartVersion: number;
  /** An earlier attempt ended without an answer: the provider may have it. */
  readonly mayBeTaken: boolean;
  /** Whom the store asks; null: nobody. */
  readonly catalog: CatalogRow | null;
  /** What the shop said to an earlier attempt. */
  readonly shopSaid: ShopSaid | null;
  readonly context: MessageContext;
}

export interface FreshenDeps {
  readonly database: Pick<Database, 'app'>;
  readonly askCatalog: AskCatalog;
}

/**
 * The cart of a message as its shop says that it is now; null: nothing of it can be bought. The shop is asked once for each
 * message, and its answer kept before anything is sent, so that every attempt says the same.
 */
export async function freshenCart(
  deps: FreshenDeps,
  message: CatalogMessage,
  signal: AbortSignal,
): Promise<MessageContext | null> {
  const { catalog, context, cartVersion, shopSaid, mayBeTaken } = message;
  if (catalog === null) return context;
  const kept = shopSaid?.cartVersion === cartVersion ? shopSaid.said : null;
  // What may be in somebody's inbox must not be unsaid.
  if (kept === null && mayBeTaken) return context;
  const said = kept ?? (await deps.askCatalog(catalog, goodsToAsk(context.cart.lines), signal));
  const fresh = freshCart(context.cart, said, catalog.soldOut);
  const { soldOut } = fresh;
  const repriced = fresh.kind === 'cart' ? fresh.repriced : 0;
  if (kept === null) await keep(deps, message, { cartVersion, said, soldOut, repriced });
  return fresh.kind === 'cart' ? { ...context, cart: fresh.cart } : null;
}

async function keep(
  { database }: FreshenDeps,
  { storeId, id, attempt }: CatalogMessage,
  shopSaid: ShopSaid,
): Promise<void> {
  await withStore(database, storeId, (tx) =>
    tx
      .update(messages)
      .set({ shopSaid })
      .where(and(eq(messages.storeId, storeId), eq(messages.id, id), eq(messages.attempts, attempt))),
  );
}
