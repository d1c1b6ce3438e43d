import { z } from '@hono/zod-openapi';
import { eq } from 'drizzle-orm';
import { memberships, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { graceDays } from '../../../domain/second-factor-demand.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';

/** What a store demands of everybody in its team. */
export interface TeamSecondFactor {
  /** Null: a second factor is up to each person. */
  readonly demandedSince: Date | null;
  readonly graceDays: number;
}

export const teamSecondFactorInput = z.object({
  demanded: z.boolean().openapi({ description: 'Whether everybody in the team needs a second factor.' }),
  graceDays: z.int().min(graceDays.min).max(graceDays.max).default(graceDays.default).openapi({
    description: 'Days that members without one have from now, and those who join later from that day.',
  }),
});

const columns = { demandedSince: stores.secondFactorSince, graceDays: stores.secondFactorGraceDays };

export async function readTeamSecondFactor(
  database: Pick<Database, 'app'>,
  { storeId }: { readonly storeId: string },
): Promise<TeamSecondFactor> {
  const [found] = await withStore(database, storeId, (tx) =>
    tx.select(columns).from(stores).where(eq(stores.id, storeId)),
  );
  if (!found) throw new ServiceError('not_found', 'There is no such store.');
  return found;
}

/**
 * Demands a second factor of everybody in the team, or no more: from their next request on every instance. Demanded again, the
 * days of grace count from when it was first.
 */
export async function demandSecondFactor(
  { database, news }: Pick<Accounts, 'database' | 'news'>,
  {
    actor,
    storeId,
    at,
    ...given
  }: z.input<typeof teamSecondFactorInput> & { readonly actor: Actor; readonly storeId: string; readonly at: Date },
): Promise<TeamSecondFactor> {
  requirePermission(actor, 'members:write', storeId);
  const { demanded, graceDays: days } = readInput(teamSecondFactorInput, given);
  const { state, members } = await withStore(database, storeId, async (tx) => {
    const [before] = await tx.select(columns).from(stores).where(eq(stores.id, storeId)).for('no key update');
    if (!before) throw new ServiceError('not_found', 'There is no such store.');
    const after = { demandedSince: demanded ? (before.demandedSince ?? at) : null, graceDays: days };
    if (said(before) === said(after)) return { state: before, members: [] };
    await tx
      .update(stores)
      .set({ secondFactorSince: after.demandedSince, secondFactorGraceDays: after.graceDays })
      .where(eq(stores.id, storeId));
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'members:write' },
      subject: { kind: 'store', id: storeId },
      change: { secondFactorGraceDays: { before: said(before), after: said(after) } },
    });
    const team = tx.select({ id: memberships.userId }).from(memberships).where(eq(memberships.storeId, storeId));
    return { state: after, members: await team };
  });
  for (const { id } of members) await news.tell({ kind: 'user', id });
  return state;
}

/** The days of grace; null: nothing is demanded. */
function said({ demandedSince, graceDays: days }: TeamSecondFactor): number | null {
  return demandedSince === null ? null : days;
}
