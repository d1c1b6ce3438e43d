import { z } from '@hono/zod-openapi';
import { and, eq } from 'drizzle-orm';
import { replies } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';

const shown = z.object({ replyId: idSchema });

export interface ShowWords {
  readonly actor: Actor;
  readonly storeId: string;
  readonly replyId: string;
}

export interface ReplyWords {
  readonly id: string;
  readonly fromAddress: string | null;
  readonly subject: string;
  readonly text: string;
}

/** Shows what a person wrote and from where, and writes down who was shown it: a person tells what they like. */
export async function showReplyWords(
  database: Pick<Database, 'app'>,
  { actor, storeId, ...given }: ShowWords,
): Promise<ReplyWords> {
  requirePermission(actor, 'customers:unmask', storeId);
  const { replyId } = readInput(shown, given);
  return withStore(database, storeId, async (tx) => {
    const [row] = await tx
      .select({
        id: replies.id,
        customerId: replies.customerId,
        fromAddress: replies.fromAddress,
        subject: replies.subject,
        text: replies.text,
      })
      .from(replies)
      .where(and(eq(replies.storeId, storeId), eq(replies.id, replyId)));
    if (!row) throw new ServiceError('not_found', 'This store has no reply with this id.', { path: 'id' });
    const { customerId, ...words } = row;
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'customers:unmask' },
      subject: { kind: 'customer', id: customerId },
      change: { reply: { after: 'shown' } },
    });
    return words;
  });
}
