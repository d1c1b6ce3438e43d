import { and, eq } from 'drizzle-orm';
import type { DeliveryReport } from '../../../channels/provider-callback.ts';
import { senderLists } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { RichCarrier } from '../../../domain/phone/carrier.ts';
import type { ListCause } from '../../../domain/suppression-list.ts';
import type { SenderKey } from './read.ts';

interface Listed extends SenderKey {
  readonly addressHash: string;
}

/** An address that a provider said it would not write to stands on our copy of its list too. */
export async function mirrorListed(
  tx: Tx,
  { channel, provider, addressHash }: Listed,
  { kind, code, atMs }: Pick<DeliveryReport, 'kind' | 'code' | 'atMs'>,
): Promise<void> {
  const cause = kind === 'unsubscribed' ? 'stop' : (causes[code ?? ''] ?? 'bounce');
  await tx
    .insert(senderLists)
    .values({ channel, provider, addressHash, cause, source: 'report', at: new Date(atMs) })
    .onConflictDoNothing();
}

/** Codes of reports of the kind `refused`. */
const causes: Readonly<Record<string, ListCause>> = {
  list_bounced: 'bounce',
  list_unsubscribed: 'unsubscribe',
  list_complained: 'complaint',
  list_invalid: 'invalid',
};

/**
 * A person told a sender to stop: no store may write to them through it, also one that does not know them yet. `by`: the carrier that
 * they told it by; absent: SMS.
 */
export async function listStop(
  tx: Tx,
  { channel, provider, addressHash }: Listed,
  atMs: number,
  by?: RichCarrier,
): Promise<void> {
  await tx
    .insert(senderLists)
    .values({ channel, provider, addressHash, cause: 'stop', source: by ?? 'answer', at: new Date(atMs) })
    .onConflictDoNothing();
}

/** `by`: only what was told by this carrier; absent: every STOP. */
export async function liftStop(tx: Tx, { channel, provider, addressHash }: Listed, by?: RichCarrier): Promise<void> {
  await tx
    .delete(senderLists)
    .where(
      and(
        eq(senderLists.channel, channel),
        eq(senderLists.provider, provider),
        eq(senderLists.addressHash, addressHash),
        eq(senderLists.cause, 'stop'),
        by && eq(senderLists.source, by),
      ),
    );
}
