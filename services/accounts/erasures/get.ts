import { and, eq } from 'drizzle-orm';
import { erasures } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { KeptTable } from '../../../domain/erasure/erasure-rule.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type Erasure, erasureOf, keptOfErased } from './erasure.ts';

export interface ErasureDetail extends Erasure {
  /** What stays of the person, with the reason and the end. */
  readonly kept: readonly KeptTable[];
  /** What was signed when it was done; null: it is not. */
  readonly receipt: {
    /** The very text, JSON. */
    readonly text: string;
    /** HMAC-SHA-256 with the installation's key of this id, hex. */
    readonly signature: string;
    readonly keyId: string;
  } | null;
}

export async function getErasure(
  database: Pick<Database, 'app'>,
  { storeId, nowMs, ...given }: { readonly storeId: string; readonly erasureId: string; readonly nowMs: number },
): Promise<ErasureDetail> {
  const erasureId = readInput(idSchema, given.erasureId);
  const [row] = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(erasures)
      .where(and(eq(erasures.storeId, storeId), eq(erasures.id, erasureId))),
  );
  if (!row) throw new ServiceError('not_found', 'This store has no erasure with this id.', { path: 'id' });
  const { receipt: text, signature, keyId } = row;
  return {
    ...erasureOf(row, nowMs),
    kept: keptOfErased(),
    receipt: text === null || signature === null || keyId === null ? null : { text, signature, keyId },
  };
}
