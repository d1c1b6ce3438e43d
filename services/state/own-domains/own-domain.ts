import type { brandDomains } from '../../../db/postgres/schema/index.ts';
import type { DomainClaim, DomainFinding, DomainUse } from '../../../domain/brand/own-domain.ts';

export type DomainRow = typeof brandDomains.$inferSelect;

/** A name that a store claimed, as it is told. */
export interface OwnDomain extends DomainClaim {
  readonly id: string;
  readonly domain: string;
  readonly use: DomainUse;
  /** What has to stand in DNS, and where. */
  readonly record: { readonly name: string; readonly value: string };
  readonly found: DomainFinding | null;
  readonly checkedAtMs: number | null;
}

/** Where the text of a claim stands: a name of its own, so that nobody has to change another record. */
export function recordOf({ domain, challenge }: Pick<DomainRow, 'domain' | 'challenge'>) {
  return { name: `_domain-challenge.${domain}`, value: `domain-challenge=${challenge}` };
}

export function claimIn({ state, claimedAt, failingSince, restsUntil }: DomainRow): DomainClaim {
  return {
    state,
    claimedAtMs: claimedAt.getTime(),
    failingSinceMs: failingSince?.getTime() ?? null,
    restsUntilMs: restsUntil?.getTime() ?? null,
  };
}

export function domainIn(row: DomainRow): OwnDomain {
  const { id, domain, use, found, checkedAt } = row;
  return { id, domain, use, record: recordOf(row), found, checkedAtMs: checkedAt?.getTime() ?? null, ...claimIn(row) };
}

/** The columns that a claim moves. */
export function rowOf({ state, failingSinceMs, restsUntilMs }: DomainClaim) {
  return { state, failingSince: momentOf(failingSinceMs), restsUntil: momentOf(restsUntilMs) };
}

export function momentOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
