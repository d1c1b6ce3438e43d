import { and, desc, eq, lt, or, sql } from 'drizzle-orm';
import { sandboxMessages, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { type SandboxEntry, sandboxContent } from './entry.ts';

export interface SandboxPage {
  readonly entries: readonly SandboxEntry[];
  /** Where the next page begins; null on the last one. */
  readonly next: SandboxCursor | null;
}
export interface SandboxCursor {
  readonly at: number;
  readonly messageId: string;
}

export const sandboxPageMax = 50;

/**
 * What the outbox took, newest first, over all stores: this is the operator's own look at an installation that delivers
 * nothing, so it goes through the engine’s role. With `channel`, only that one.
 */
export async function listSandboxMessages(
  database: Pick<Database, 'engine'>,
  { channel, after }: { readonly channel: Channel | null; readonly after: SandboxCursor | null },
): Promise<SandboxPage> {
  const rows = await withEngine(database, (tx) =>
    tx
      .select({ row: sandboxMessages, storeName: stores.name })
      .from(sandboxMessages)
      .innerJoin(stores, eq(stores.id, sandboxMessages.storeId))
      .where(and(channel ? eq(sandboxMessages.channel, channel) : undefined, after ? isOlder(after) : undefined))
      .orderBy(desc(sandboxMessages.createdAt), desc(sandboxMessages.messageId))
      .limit(sandboxPageMax + 1),
  );
  const entries = rows.slice(0, sandboxPageMax).map(
    ({ row, storeName }): SandboxEntry => ({
      storeId: row.storeId,
      storeName,
      messageId: row.messageId,
      channel: row.channel,
      at: row.createdAt.getTime(),
      message: sandboxContent(row.content),
    }),
  );
  const last = entries.at(-1);
  return { entries, next: rows.length > sandboxPageMax && last ? { at: last.at, messageId: last.messageId } : null };
}

function isOlder({ at, messageId }: SandboxCursor) {
  const moment = new Date(at);
  return or(
    lt(sandboxMessages.createdAt, moment),
    and(eq(sandboxMessages.createdAt, moment), sql`${sandboxMessages.messageId} < ${messageId}`),
  );
}
