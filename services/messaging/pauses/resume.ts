import { and, eq, isNull } from 'drizzle-orm';
import { channelPauses } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { Channel } from '../../../domain/channel.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { ChannelPause } from './list.ts';

export interface ResumeChannel {
  readonly actor: Actor;
  readonly storeId: string;
  readonly channel: Channel;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/** Lets a store's messages on a channel go out again. They are judged from then on; what was before is not held against them. */
export async function resumeChannel(
  database: Pick<Database, 'app'>,
  { actor, storeId, channel, nowMs }: ResumeChannel,
): Promise<ChannelPause> {
  requirePermission(actor, 'store:write', storeId);
  return withStore(database, storeId, async (tx) => {
    const [resumed] = await tx
      .update(channelPauses)
      .set({ resumedAt: new Date(nowMs) })
      .where(
        and(eq(channelPauses.storeId, storeId), eq(channelPauses.channel, channel), isNull(channelPauses.resumedAt)),
      )
      .returning();
    if (!resumed) throw new ServiceError('conflict', 'This channel is not stopped.', { path: 'channel' });
    const change = { pausedChannel: { before: channel, after: null } };
    await recordAudit(tx, { actor, storeId, action: 'store:write', subject: { kind: 'store', id: storeId }, change });
    const { measure, messages, counted, pausedAt } = resumed;
    return { channel, measure, messages, counted, pausedAt };
  });
}
