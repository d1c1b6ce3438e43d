import { hash } from 'node:crypto';
import type { CallbackRequest, DeliveryReport } from '../../../channels/provider-callback.ts';
import { providerCallbacks } from '../../../db/postgres/schema/index.ts';
import { type Database, withoutStore } from '../../../db/postgres/tenancy.ts';
import { storableText } from '../../../domain/storable-text.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { keptHeaders } from '../../shared/kept-headers.ts';

export interface NewCallback {
  readonly provider: string;
  /** Verified. */
  readonly request: CallbackRequest;
  readonly reports: readonly DeliveryReport[];
}

/** Resolves when the request is durable, or known to be a repetition of one that is. */
export async function keepCallback(
  database: Pick<Database, 'app'>,
  callback: NewCallback,
): Promise<'kept' | 'duplicate'> {
  const { provider, request } = callback;
  const at = new Date(request.receivedAtMs);
  const kept = await withoutStore(database, (tx) =>
    tx
      .insert(providerCallbacks)
      .values({
        id: uuidV7(),
        provider,
        identity: callbackIdentity(callback),
        url: storableText(request.url),
        headers: keptHeaders(request.headers),
        body: request.body,
        dueAt: at,
        receivedAt: at,
      })
      .onConflictDoNothing({ target: [providerCallbacks.provider, providerCallbacks.identity] })
      .returning({ id: providerCallbacks.id }),
  );
  return kept.length > 0 ? 'kept' : 'duplicate';
}

/** The same reports are the same request, under a new signature too; without reports the bytes decide. */
function callbackIdentity({ request, reports }: NewCallback): string {
  if (reports.length === 0) return hash('sha256', request.body, 'base64url');
  return hash('sha256', JSON.stringify(reports.map(({ reportId }) => reportId)), 'base64url');
}
