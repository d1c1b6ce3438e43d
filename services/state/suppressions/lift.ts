import { and, eq } from 'drizzle-orm';
import { suppressions } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { Channel } from '../../../domain/channel.ts';
import { mayLift, type SuppressionCause } from '../../../domain/suppression.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';

export interface LiftSuppression {
  readonly actor: Actor;
  readonly storeId: string;
  readonly id: string;
}

export interface LiftedSuppression {
  readonly id: string;
  readonly channel: Channel;
  readonly cause: SuppressionCause;
}

/**
 * Lets an address be written to again that bounced, was invalid or was suppressed by the team. The next message to it may be
 * about the next cart: recoveries that ended without it stay ended.
 */
export async function liftSuppression(
  database: Pick<Database, 'app'>,
  { actor, storeId, id }: LiftSuppression,
): Promise<LiftedSuppression> {
  requirePermission(actor, 'suppressions:lift', storeId);
  return withStore(database, storeId, async (tx) => {
    const own = and(eq(suppressions.storeId, storeId), eq(suppressions.id, id));
    const [found] = await tx
      .select({ id: suppressions.id, channel: suppressions.channel, cause: suppressions.cause })
      .from(suppressions)
      .where(own)
      .for('update');
    if (!found) throw new ServiceError('not_found', 'This store suppresses no address by this id.', { path: 'id' });
    if (!mayLift(found.cause))
      throw new ServiceError(
        'conflict',
        'The customer asked not to be written to: only a new consent of theirs ends that.',
      );
    await tx.delete(suppressions).where(own);
    const change = { cause: { before: found.cause, after: null }, channel: { before: found.channel, after: null } };
    await recordAudit(tx, {
      actor,
      storeId,
      action: 'suppressions:lift',
      subject: { kind: 'suppression', id },
      change,
    });
    return found;
  });
}
