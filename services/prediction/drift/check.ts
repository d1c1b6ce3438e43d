import { and, desc, eq, gt, gte, isNull, sql as text } from 'drizzle-orm';
import { driftChecks } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { checkDrift as checkSample } from '../../../domain/drift/check-drift.ts';
import type { DriftReport } from '../../../domain/drift/drift-report.ts';
import { decideRetraining, type Retraining } from '../../../domain/drift/retraining.ts';
import { weekDays } from '../../../domain/drift/week-by-weekday.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { ModelName } from '../../../domain/model.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { requestTraining } from '../training/request.ts';
import { type ComparedDays, comparedDays, type DriftScope, readAnswering, readSample } from './read-sample.ts';

/** What one check of a version found. */
export interface CheckedVersion {
  readonly storeId: string | null;
  readonly version: string;
  readonly report: DriftReport;
  readonly retraining: Retraining;
}

/** What is predicted for recoveries. */
const model: ModelName = 'purchase';

/**
 * Checks each version that answered in a scope, once for each whole day, and asks for training where it learned from other
 * behaviour than there is now. Of several processes one checks; a kill before the end leaves nothing.
 */
export async function checkDrift(
  database: Pick<Database, 'engine'>,
  { scope, now }: { readonly scope: DriftScope; readonly now: Date },
): Promise<readonly CheckedVersion[]> {
  const days = comparedDays(now.getTime(), scope.timeZone);
  const answering = await withEngine(database, (tx) => readAnswering(tx, scope, days));
  const checked: CheckedVersion[] = [];
  for (const one of answering) {
    if (await isChecked(database, scope, one.version, days)) continue;
    const report = checkSample(await readSample(database, scope, days, { ...one, now: now.getTime() }));
    const found = await withEngine(database, async (tx) => {
      const isVersion = and(ofScope(scope), eq(driftChecks.model, model), eq(driftChecks.version, one.version));
      await rawSql(tx)`select pg_advisory_xact_lock(hashtext(${`drift/${scope.storeId ?? ''}/${one.version}`}))`;
      const [last] = await tx.select().from(driftChecks).where(isVersion).orderBy(desc(driftChecks.toDay)).limit(1);
      if (last && last.toDay >= days.toDay) return null;
      const retraining = decideRetraining({ report, asked: await askedOfWeek(tx, scope, now), nowMs: now.getTime() });
      const alarmedSince = report.state === 'alarmed' ? (last?.alarmedSince ?? now) : null;
      const trainingRunId = retraining.kind === 'asked' ? await askForTraining(tx, scope, now) : null;
      await tx.insert(driftChecks).values({
        ...{ id: uuidV7(), storeId: scope.storeId, model, version: one.version, modelVersionId: one.modelVersionId },
        ...{ ...spanOf(days), checkedAt: now, state: report.state, alarmedSince, report, retraining, trainingRunId },
      });
      return { storeId: scope.storeId, version: one.version, report, retraining };
    });
    if (found) checked.push(found);
  }
  return checked;
}

/** Nothing goes live by it: a version that comes of it has a rollout with gates of its own. */
async function askForTraining(tx: Tx, { storeId }: DriftScope, now: Date): Promise<string> {
  const asked = { storeId, model, reason: 'drift', actor: system, nowMs: now.getTime() } as const;
  const { run } = await requestTraining(tx, asked);
  return run.id;
}

/** Spares the reading; what is kept is kept once anyway. */
async function isChecked(
  database: Pick<Database, 'engine'>,
  scope: DriftScope,
  version: string,
  { toDay }: ComparedDays,
): Promise<boolean> {
  const [found] = await withEngine(database, (tx) =>
    tx
      .select({ id: driftChecks.id })
      .from(driftChecks)
      .where(
        and(
          ofScope(scope),
          eq(driftChecks.model, model),
          eq(driftChecks.version, version),
          gte(driftChecks.toDay, toDay),
        ),
      )
      .limit(1),
  );
  return found !== undefined;
}

/** When training was asked for in this scope, whatever version answered then. */
async function askedOfWeek(tx: Tx, scope: DriftScope, now: Date): Promise<readonly number[]> {
  const since = new Date(now.getTime() - weekDays * dayMs);
  const rows = await tx
    .select({ at: driftChecks.checkedAt })
    .from(driftChecks)
    .where(and(ofScope(scope), gt(driftChecks.checkedAt, since), text`${driftChecks.retraining} ->> 'kind' = 'asked'`));
  return rows.map(({ at }) => at.getTime());
}

function ofScope({ storeId }: DriftScope) {
  return storeId === null ? isNull(driftChecks.storeId) : eq(driftChecks.storeId, storeId);
}

function spanOf({ fromDay, toDay }: ComparedDays) {
  return { fromDay, toDay };
}
