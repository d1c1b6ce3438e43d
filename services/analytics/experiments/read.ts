import { and, desc, eq, ne } from 'drizzle-orm';
import { campaigns, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { CampaignStatus } from '../../../domain/campaign.ts';
import { dayMs, toWallMs } from '../../../domain/duration.ts';
import { localDays } from '../../../domain/local-days.ts';
import { firstTimeZone } from '../../../domain/place.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type Experiment, experimentOf } from './experiment.ts';
import { paceDays, readSums } from './read-sums.ts';

/** A course shows no more than the last days. */
export const courseDaysMax = 366;
/** Newest first; what lies further back is asked for by itself. */
export const experimentsMax = 50;

export interface CampaignExperiment extends Experiment {
  readonly name: string;
  readonly status: CampaignStatus;
  readonly holdoutPercent: number;
  /** People are compared who were exposed since then. */
  readonly since: Date;
}

/** One campaign's experiment; throws `not_found` for what is no campaign of the store. */
export async function readExperiment(
  database: Pick<Database, 'app'>,
  key: { readonly storeId: string; readonly campaignId: string; readonly nowMs: number },
): Promise<CampaignExperiment> {
  const [experiment] = await readExperiments(database, key);
  if (!experiment) throw new ServiceError('not_found', 'This store has no campaign with this id.', { path: 'id' });
  return experiment;
}

/** Of every campaign that was ever active, newest first. */
export async function readExperiments(
  database: Pick<Database, 'app'>,
  { storeId, campaignId, nowMs }: { readonly storeId: string; readonly campaignId?: string; readonly nowMs: number },
): Promise<readonly CampaignExperiment[]> {
  return withStore(database, storeId, async (tx) => {
    const wanted = campaignId === undefined ? ne(campaigns.status, 'draft') : eq(campaigns.id, campaignId);
    const rows = await tx
      .select({ campaign: campaigns, timeZone: stores.timeZone, timeScale: stores.timeScale })
      .from(campaigns)
      .innerJoin(stores, eq(stores.id, campaigns.storeId))
      .where(and(eq(campaigns.storeId, storeId), wanted))
      .orderBy(desc(campaigns.id))
      .limit(experimentsMax);
    const [first] = rows;
    if (!first) return [];
    const zone = firstTimeZone(first.timeZone);
    const sinceMs = Math.min(...rows.map(({ campaign }) => campaign.holdoutSince.getTime()));
    const days = localDays(Math.max(sinceMs, nowMs - courseDaysMax * dayMs), nowMs, zone);
    const sums = await readSums(tx, {
      ...{ storeId, nowMs, timeScale: first.timeScale },
      campaignIds: rows.map(({ campaign }) => campaign.id),
      dayStartsMs: days.map(({ startMs }) => startMs),
    });
    const storeDayMs = toWallMs(dayMs, first.timeScale);
    return rows.map(({ campaign }) => {
      const age = (nowMs - campaign.holdoutSince.getTime()) / storeDayMs;
      const facts = {
        ...{ campaignId: campaign.id, percent: campaign.holdoutPercent, days: days.map(({ day }) => day), sums },
        paceDays: Math.min(paceDays, Math.max(1, age)),
      };
      const { name, status, holdoutPercent, holdoutSince } = campaign;
      return { ...experimentOf(facts), name, status, holdoutPercent, since: holdoutSince };
    });
  });
}
