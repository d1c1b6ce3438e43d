import { asc } from 'drizzle-orm';
import { priceVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import { type PriceVersion, priceProblems } from '../../../domain/metering/price.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';

/** A row of prices, with when it was said. */
export interface SaidPrices extends PriceVersion {
  readonly createdAt: Date;
}

export interface AddPrices extends Omit<PriceVersion, 'version'> {
  readonly actor: Actor;
}

/**
 * Says what units cost from a month on, as a version of its own: invoices name theirs. The same again is the version that there is.
 * Throws `invalid` for prices that contradict themselves.
 */
export async function addPriceVersion(
  database: Pick<Database, 'engine'>,
  { actor, validFrom, currency, prices }: AddPrices,
): Promise<SaidPrices> {
  requirePermission(actor, 'plans:write', null);
  const [problem] = priceProblems(prices);
  if (problem) throw new ServiceError('invalid', problem.message, { path: problem.path });
  return withEngine(database, async (tx) => {
    await rawSql(tx)`select pg_advisory_xact_lock(hashtextextended('price-versions', 0))`;
    const known = await readPriceVersions(tx);
    const newest = known.at(-1);
    if (newest && saysTheSame(newest, { validFrom, currency, prices })) return newest;
    const version = (newest?.version ?? 0) + 1;
    const row = { version, validFrom, currency, prices, createdAt: new Date() };
    await tx.insert(priceVersions).values({ ...row, actorKind: actor.kind, actorId: actorId(actor) });
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'plans:write', subject: { kind: 'price_version', id: String(version) } },
      change: { validFrom: { after: validFrom }, currency: { after: currency }, prices: { after: prices.length } },
    });
    return row;
  });
}

/** All versions, oldest first; whose rows the transaction sees, those of the installation. */
export async function readPriceVersions(tx: Tx): Promise<readonly SaidPrices[]> {
  const rows = await tx.select().from(priceVersions).orderBy(asc(priceVersions.version));
  return rows.map(({ version, validFrom, currency, prices, createdAt }) => ({
    ...{ version, validFrom, currency, prices, createdAt },
  }));
}

/** For the operator. */
export async function listPriceVersions(database: Pick<Database, 'engine'>): Promise<readonly SaidPrices[]> {
  return withEngine(database, readPriceVersions);
}

type Said = Omit<PriceVersion, 'version'>;

function saysTheSame(one: Said, other: Said): boolean {
  const text = ({ validFrom, currency, prices }: Said): string =>
    JSON.stringify([
      validFrom,
      currency,
      prices.map(({ meter, channel, country, tiers }) => [
        meter,
        channel,
        country,
        tiers.map(({ upTo, minor, per }) => [upTo, minor, per]),
      ]),
    ]);
  return text(one) === text(other);
}
