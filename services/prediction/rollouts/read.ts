import { and, desc, eq, lt } from 'drizzle-orm';
import { modelVersions, rolloutLooks, rollouts } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { type Page, pageOf } from '../../shared/page.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { LookRow, RolloutRow } from './rollout.ts';

export interface ShownLook extends Pick<LookRow, 'id' | 'stage' | 'at' | 'verdict' | 'gates'> {
  /** The slowest of a hundred scores, milliseconds; null: none. */
  readonly p99Ms: number | null;
}

export interface ShownRollout extends Omit<RolloutRow, 'actorId'> {
  /** As the registry names them. */
  readonly version: string;
  readonly primaryVersion: string;
  /** Null: nobody has looked yet. */
  readonly lastLook: ShownLook | null;
}

/** Looks that a rollout shows, newest first. */
export const looksShownMax = 200;

/** The store's rollouts and the platform's, newest first; `after` is the id of the last one seen. */
export async function listRollouts(
  database: Pick<Database, 'app'>,
  { storeId, limit, after }: { readonly storeId: string; readonly limit: number; readonly after: string | null },
): Promise<Page<ShownRollout, string>> {
  return withStore(database, storeId, async (tx) => {
    const rows = await tx
      .select()
      .from(rollouts)
      .where(after === null ? undefined : lt(rollouts.id, after))
      .orderBy(desc(rollouts.id))
      .limit(limit + 1);
    const page = pageOf(
      rows,
      limit,
      (row) => row,
      ({ id }) => id,
    );
    const items: ShownRollout[] = [];
    for (const row of page.items) items.push(await show(tx, row));
    return { items, next: page.next };
  });
}

/** One rollout with its looks, newest first. Throws `not_found` where this store sees none. */
export async function getRollout(
  database: Pick<Database, 'app'>,
  { storeId, rolloutId: given }: { readonly storeId: string; readonly rolloutId: string },
): Promise<ShownRollout & { readonly looks: readonly ShownLook[] }> {
  const rolloutId = readInput(idSchema, given);
  return withStore(database, storeId, async (tx) => {
    const [row] = await tx.select().from(rollouts).where(eq(rollouts.id, rolloutId));
    if (!row) throw new ServiceError('not_found', 'There is no rollout with this id here.');
    return { ...(await show(tx, row)), looks: await readLooks(tx, rolloutId, looksShownMax) };
  });
}

async function show(tx: Tx, { actorId: _, ...row }: RolloutRow): Promise<ShownRollout> {
  const [lastLook = null] = await readLooks(tx, row.id, 1);
  return {
    ...row,
    version: await nameOf(tx, row.versionId),
    primaryVersion: await nameOf(tx, row.primaryVersionId),
    lastLook,
  };
}

async function nameOf(tx: Tx, versionId: string): Promise<string> {
  const [found] = await tx
    .select({ version: modelVersions.version })
    .from(modelVersions)
    .where(eq(modelVersions.id, versionId));
  return found?.version ?? versionId;
}

async function readLooks(tx: Tx, rolloutId: string, limit: number): Promise<readonly ShownLook[]> {
  const rows = await tx
    .select()
    .from(rolloutLooks)
    .where(and(eq(rolloutLooks.rolloutId, rolloutId)))
    .orderBy(desc(rolloutLooks.id))
    .limit(limit);
  return rows.map(({ id, stage, at, verdict, gates, figures }) => ({
    ...{ id, stage, at, verdict, gates },
    p99Ms: figures.scores.p99Ms,
  }));
}
