import { auditLog } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import { type AuditChange, type AuditSubjectKind, boundedChange } from '../../../domain/audit.ts';
import type { Permission } from '../../../domain/permission.ts';
import { uuidV7 } from '../../shared/ids.ts';

export interface AuditEntry {
  readonly actor: Actor;
  /** Null: a change of the installation, through the engine’s role. */
  readonly storeId: string | null;
  /** The permission that the verb required. */
  readonly action: Permission;
  readonly subject: { readonly kind: AuditSubjectKind; readonly id: string };
  /** Never personal data, never a secret. */
  readonly change?: AuditChange;
}

/**
 * Writes down who changed what, in the transaction that changes it: neither is committed without the other.
 *
 * @example await recordAudit(tx, { actor, storeId, action: 'store:write', subject: { kind: 'store', id: storeId }, change });
 */
export async function recordAudit(tx: Tx, { actor, storeId, action, subject, change = {} }: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values({
    id: uuidV7(),
    storeId,
    actorKind: actor.kind,
    actorId: actorId(actor),
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    change: boundedChange(change),
  });
}
