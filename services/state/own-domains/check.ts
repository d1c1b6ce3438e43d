import { and, eq, lte, ne, sql } from 'drizzle-orm';
import { brandDomains } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { afterCheck, type DomainFinding, holdsUp, isOpen, nextCheckMs } from '../../../domain/brand/own-domain.ts';
import { claimIn, type DomainRow, domainIn, momentOf, type OwnDomain, recordOf, rowOf } from './own-domain.ts';

/** Texts under a name of DNS; `failed`: nobody answered. */
export interface DomainTexts {
  texts(
    name: string,
  ): Promise<{ readonly kind: 'answered'; readonly texts: readonly string[] } | { readonly kind: 'failed' }>;
}

export interface CheckDomainsDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly dns: DomainTexts;
  /** A name became somebody's, or is nobody's any more. */
  readonly onChange: () => Promise<void>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Looks at the claims that are due, those that wait longest first. Returns how many there were. */
export async function checkDueDomains(deps: CheckDomainsDeps, { limit }: { readonly limit: number }): Promise<number> {
  const due = await withEngine(deps.database, (tx) =>
    tx
      .select()
      .from(brandDomains)
      .where(lte(brandDomains.nextCheckAt, new Date(deps.now())))
      .orderBy(brandDomains.nextCheckAt)
      .limit(limit),
  );
  await Promise.all(due.map((row) => checkDomain(deps, row)));
  return due.length;
}

/** The same for one claim that somebody wants to know about now. Null: this store has none such. */
export async function checkDomainNow(
  deps: CheckDomainsDeps,
  { storeId, id }: { readonly storeId: string; readonly id: string },
): Promise<OwnDomain | null> {
  const [row] = await withEngine(deps.database, (tx) => tx.select().from(brandDomains).where(isRow({ storeId, id })));
  if (!row) return null;
  return domainIn(isOpen(row.state) ? await checkDomain(deps, row) : row);
}

/** DNS is asked before the row is locked; what the row says by then counts. */
async function checkDomain({ database, dns, onChange, now }: CheckDomainsDeps, seen: DomainRow): Promise<DomainRow> {
  const answer = await dns.texts(recordOf(seen).name);
  const { before, after } = await withEngine(database, async (tx) => {
    // Of two stores that prove the same name, the second one finds it held.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`domain/${seen.domain}`}, 0))`);
    const [row = seen] = await tx.select().from(brandDomains).where(isRow(seen)).for('update');
    const nowMs = now();
    const found = await findingOf(tx, row, answer, nowMs);
    const claim = afterCheck(claimIn(row), found, nowMs);
    const change = {
      ...rowOf(claim),
      found,
      checkedAt: new Date(nowMs),
      nextCheckAt: momentOf(nextCheckMs(claim, nowMs)),
    };
    await tx.update(brandDomains).set(change).where(isRow(row));
    return { before: row, after: { ...row, ...change } };
  });
  if (before.state !== after.state) await onChange();
  return after;
}

async function findingOf(
  tx: Tx,
  row: DomainRow,
  answer: Awaited<ReturnType<DomainTexts['texts']>>,
  nowMs: number,
): Promise<DomainFinding> {
  if (answer.kind === 'failed') return 'unanswered';
  if (!answer.texts.some((text) => text.trim() === recordOf(row).value)) return 'absent';
  const others = await tx
    .select()
    .from(brandDomains)
    .where(and(eq(brandDomains.domain, row.domain), ne(brandDomains.storeId, row.storeId)));
  return others.some((other) => holdsUp(claimIn(other), nowMs)) ? 'held' : 'present';
}

function isRow({ storeId, id }: Pick<DomainRow, 'storeId' | 'id'>) {
  return and(eq(brandDomains.storeId, storeId), eq(brandDomains.id, id));
}
