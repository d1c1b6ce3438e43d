import { and, eq } from 'drizzle-orm';
import type { OutgoingMessage } from '../../../channels/provider.ts';
import { messageContents } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Carriage } from '../../../domain/phone/carrier.ts';
import { addressHash } from '../../shared/address-hash.ts';
import type { ClaimedMessage } from './claimed-message.ts';

type Key = Pick<ClaimedMessage, 'storeId' | 'id'>;

/** What an earlier attempt was going to send. Undefined: none came that far, or it is not what would be sent now. */
export async function readContent(
  database: Pick<Database, 'app'>,
  { storeId, id, to, cartVersion, carriage, mayBeTaken }: ClaimedMessage,
): Promise<OutgoingMessage | undefined> {
  const kept = await withStore(database, storeId, async (tx) => {
    const [row] = await tx.select().from(messageContents).where(isOf({ storeId, id }));
    return row && { ...row, isForAddress: row.addressHash === addressHash(tx, to) };
  });
  if (!kept) return undefined;
  // Only where nobody can have it may it say something else under its key.
  const content = kept.content as unknown as OutgoingMessage;
  const isCurrent = kept.cartVersion === cartVersion && kept.isForAddress && wayOf(content) === nameOf(carriage);
  return mayBeTaken || isCurrent ? content : undefined;
}

function wayOf(content: OutgoingMessage): string {
  const by = content.channel === 'sms' ? content.by : undefined;
  return by ? `${by.carrier}/${by.content?.sid ?? ''}` : 'sms';
}

function nameOf(carriage: Carriage): string {
  if (carriage.kind === 'sms') return 'sms';
  return `${carriage.carrier}/${carriage.kind === 'template' ? carriage.contentSid : ''}`;
}

/** Committed before the provider is called: whoever finds the message in `sending` finds what it says. */
export async function keepContent(
  database: Pick<Database, 'app'>,
  { storeId, id: messageId, to, cartVersion }: ClaimedMessage,
  message: OutgoingMessage,
): Promise<void> {
  await withStore(database, storeId, async (tx) => {
    const row = { cartVersion, addressHash: addressHash(tx, to), content: { ...message } };
    await tx
      .insert(messageContents)
      .values({ storeId, messageId, ...row })
      .onConflictDoUpdate({ target: [messageContents.storeId, messageContents.messageId], set: row });
  });
}

/** A settled message is never sent again, and what it said is personal. */
export async function forgetContent(tx: Tx, key: Key): Promise<void> {
  await tx.delete(messageContents).where(isOf(key));
}

function isOf({ storeId, id }: Key) {
  return and(eq(messageContents.storeId, storeId), eq(messageContents.messageId, id));
}
