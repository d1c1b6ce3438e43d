import { randomUUID } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { and, eq } from 'drizzle-orm';
import { cartQuarantines, carts } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorName, system } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';

export const quarantineCommands = ['quarantine', 'release'] as const;
export type QuarantineCommand = (typeof quarantineCommands)[number];

const decisionInput = z.object({ cartId: idSchema, command: z.enum(quarantineCommands) });

export interface DecideQuarantine {
  readonly storeId: string;
  readonly cartId: string;
  readonly command: QuarantineCommand;
  /** Who decides: kept with the cart and the decision. */
  readonly actor: Actor;
}

/**
 * A person puts a cart into quarantine, or releases it; the engine does not decide about this cart again. A released
 * cart is looked at anew, as if its idle threshold had just passed. Being there already changes nothing.
 */
export async function decideQuarantine(
  database: Pick<Database, 'app'>,
  { actor, storeId, ...given }: DecideQuarantine,
): Promise<void> {
  requirePermission(actor, 'carts:quarantine', storeId);
  const { cartId, command } = readInput(decisionInput, given);
  const by = actorName(actor);
  const state = command === 'release' ? 'released' : 'quarantined';
  const ofCart = and(eq(cartQuarantines.storeId, storeId), eq(cartQuarantines.cartId, cartId));
  await withStore(database, storeId, async (tx) => {
    const cart = await lockCart(tx, storeId, cartId);
    const [before] = await tx.select().from(cartQuarantines).where(ofCart);
    if (before?.state === state && before.decidedBy !== actorName(system)) return;
    if (command === 'release' && !before)
      throw new ServiceError('conflict', 'This cart is not in quarantine.', { path: 'id' });
    if (command === 'quarantine' && cart.activeRecoveryId !== null)
      throw new ServiceError('conflict', 'This cart is in a recovery: stop that first.', { path: 'id' });
    const decided = { state, decidedBy: by, decidedAt: new Date() } as const;
    await tx
      .insert(cartQuarantines)
      .values({ storeId, cartId, reasons: [], ...decided })
      .onConflictDoUpdate({ target: [cartQuarantines.storeId, cartQuarantines.cartId], set: decided });
    if (command === 'release') await lookAgain(tx, cart);
    await recordDecision(tx, {
      storeId,
      kind: 'operator',
      cartId,
      detail: { command, by },
      key: `quarantine/${cartId}/${randomUUID()}`,
    });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'carts:quarantine' },
      subject: { kind: 'cart', id: cartId },
      change: { state: { before: before?.state ?? null, after: state } },
    });
  });
}

type Cart = typeof carts.$inferSelect;

async function lockCart(tx: Tx, storeId: string, cartId: string): Promise<Cart> {
  const [cart] = await tx
    .select()
    .from(carts)
    .where(and(eq(carts.storeId, storeId), eq(carts.id, cartId)))
    .for('update');
  if (!cart) throw new ServiceError('not_found', 'This store has no cart with this id.', { path: 'id' });
  return cart;
}

async function lookAgain(tx: Tx, cart: Cart): Promise<void> {
  if (cart.status !== 'open' || cart.lines.length === 0 || cart.activeRecoveryId !== null || cart.abandonAt !== null)
    return;
  await tx
    .update(carts)
    .set({ abandonAt: new Date() })
    .where(and(eq(carts.storeId, cart.storeId), eq(carts.id, cart.id)));
}
