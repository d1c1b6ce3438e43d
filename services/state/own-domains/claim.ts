import { randomBytes } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { brandDomains } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { areRelated, readHostName } from '../../../domain/brand/host-name.ts';
import { type DomainUse, domainUses } from '../../../domain/brand/own-domain.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { domainIn, type OwnDomain } from './own-domain.ts';

/** Claims of one store that are not over, and all that it ever made. */
export const claimLimits = { openMax: 5, everMax: 200 } as const;
/** Of a challenge: nobody finds one that is not theirs. */
const challengeBytes = 20;

export const claimInput = z.object({
  domain: z.string().min(1).max(253).openapi({
    description:
      'A name that leads to this installation, or that e-mails come from. Not one that is this installation’s own, nor one above or below it.',
    example: 'cart.shop.example',
  }),
  use: z.enum(domainUses).openapi({
    description:
      '`pages`: links in messages begin with it, and lead to the pages of this store alone. `dashboard`: its team works there. `mail`: its e-mails come from it.',
  }),
});

export interface ClaimDomain {
  readonly actor: Actor;
  readonly storeId: string;
  readonly domain: string;
  readonly use: DomainUse;
}

/**
 * Asks for a name. It is not told whether another store has it: that is found when the text of this claim is in DNS, so nobody
 * learns about others by trying names. A name that was claimed before is claimed anew, by another text.
 * Throws `invalid` for what is no name, `conflict` for one that this store has asked for already, or for one too many.
 */
export async function claimDomain(
  {
    database,
    ownHost,
    now,
  }: { readonly database: Pick<Database, 'app'>; readonly ownHost: string; readonly now: () => number },
  { actor, storeId, ...given }: ClaimDomain,
): Promise<OwnDomain> {
  requirePermission(actor, 'store:write', storeId);
  const { domain: name, use } = readInput(claimInput, given);
  const domain = readHostName(name);
  if (domain === null)
    throw new ServiceError('invalid', 'must be a host name in DNS, e.g. cart.shop.example', { path: 'domain' });
  if (areRelated(domain, ownHost))
    throw new ServiceError('invalid', 'must not be a name of this installation, nor above or below it', {
      path: 'domain',
    });
  return withStore(database, storeId, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`domains/${storeId}`}, 0))`);
    await refuseTooMany(tx, { storeId, domain });
    const at = new Date(now());
    const [row] = await tx
      .insert(brandDomains)
      .values({
        ...{ storeId, id: uuidV7(), domain, use, state: 'waiting', claimedAt: at, nextCheckAt: at },
        challenge: randomBytes(challengeBytes).toString('hex'),
      })
      .returning();
    if (!row) throw new Error('a claim that was written down is not there');
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'store:write', subject: { kind: 'brand_domain', id: row.id } },
      change: { domain: { before: null, after: domain }, use: { before: null, after: use } },
    });
    return domainIn(row);
  });
}

async function refuseTooMany(
  tx: Tx,
  { storeId, domain }: { readonly storeId: string; readonly domain: string },
): Promise<void> {
  const open = await tx
    .select({ domain: brandDomains.domain })
    .from(brandDomains)
    .where(and(eq(brandDomains.storeId, storeId), inArray(brandDomains.state, ['waiting', 'live', 'failing'])));
  if (open.some((one) => one.domain === domain))
    throw new ServiceError('conflict', 'This store has asked for the name already.', { path: 'domain' });
  if (open.length >= claimLimits.openMax || (await tx.$count(brandDomains)) >= claimLimits.everMax)
    throw new ServiceError('conflict', `A store has ${claimLimits.openMax} names at most: give one up first.`, {
      path: 'domain',
    });
}
