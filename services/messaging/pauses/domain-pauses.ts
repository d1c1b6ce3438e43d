import { and, asc, eq, isNull } from 'drizzle-orm';
import { domainPauses } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';

export type DomainPause = Omit<typeof domainPauses.$inferSelect, 'resumedAt'>;

/** The domains from which no store sends e-mail now. */
export async function listDomainPauses(database: Pick<Database, 'engine'>): Promise<readonly DomainPause[]> {
  const { domain, measure, messages, counted, pausedAt } = domainPauses;
  return withEngine(database, (tx) =>
    tx
      .select({ domain, measure, messages, counted, pausedAt })
      .from(domainPauses)
      .where(isNull(domainPauses.resumedAt))
      .orderBy(asc(pausedAt)),
  );
}

/** Lets e-mail from a domain go out again. It is judged from then on; what was before is not held against it. */
export async function resumeDomain(
  database: Pick<Database, 'engine'>,
  { actor, domain, nowMs }: { readonly actor: Actor; readonly domain: string; readonly nowMs: number },
): Promise<DomainPause> {
  requirePermission(actor, 'senders:write', null);
  return withEngine(database, async (tx) => {
    const [resumed] = await tx
      .update(domainPauses)
      .set({ resumedAt: new Date(nowMs) })
      .where(and(eq(domainPauses.domain, domain), isNull(domainPauses.resumedAt)))
      .returning();
    if (!resumed) throw new ServiceError('conflict', 'E-mail from this domain is not stopped.', { path: 'domain' });
    const { resumedAt: _, ...pause } = resumed;
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'senders:write', subject: { kind: 'sender_domain', id: domain } },
      change: { stoppedBy: { before: pause.measure, after: null } },
    });
    return pause;
  });
}
