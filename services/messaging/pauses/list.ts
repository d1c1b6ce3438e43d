import { and, asc, eq, isNull } from 'drizzle-orm';
import { channelPauses } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';

export type ChannelPause = Pick<
  typeof channelPauses.$inferSelect,
  'channel' | 'measure' | 'messages' | 'counted' | 'pausedAt'
>;

/** The channels on which a store's messages are stopped now. */
export async function listPauses(
  database: Pick<Database, 'app'>,
  { storeId }: { readonly storeId: string },
): Promise<readonly ChannelPause[]> {
  const { channel, measure, messages, counted, pausedAt } = channelPauses;
  return withStore(database, storeId, (tx) =>
    tx
      .select({ channel, measure, messages, counted, pausedAt })
      .from(channelPauses)
      .where(and(eq(channelPauses.storeId, storeId), isNull(channelPauses.resumedAt)))
      .orderBy(asc(pausedAt)),
  );
}
