import { engineRead } from '../db/postgres/tenancy.ts';
import { dayMs, minuteMs } from '../domain/duration.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { createSealer } from '../runtime/sealer.ts';
import { SecretSourceError } from '../runtime/secrets/secret-source.ts';
import { listSecrets } from '../services/analytics/operations/list-secrets.ts';
import { type ResealDeps, reseal, sealingKeys } from '../services/shared/sealed/reseal.ts';
import { readTombstoneKeys } from '../services/state/tombstones/tombstone-keys.ts';
import type { Deps } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';
import { sealedColumns } from './sealed-columns.ts';

const pauseMs = 10 * minuteMs;
/** A kept answer is sealed too, for a day: what sealed the last of them is kept until it is gone. */
const keptAnswersMs = 2 * dayMs;

/**
 * Turns the installation's key when it is old enough, seals with the new one what an earlier one sealed, and forgets keys that ended
 * and seal nothing. Several processes may do so at once: each text and each change of the ring is compared and set.
 */
export function turnKeys({ secrets, database, config, log, metrics }: Deps): PollingLoop {
  const deps = { database, sealer: createSealer(secrets.keys), keyId: () => secrets.keys.current().id };
  const lost = lostGauge(metrics);
  const due = metrics.gauge({
    name: 'secrets_due',
    help: 'Secrets that are due, or will be within two weeks, as of the last look of this process.',
  });
  let toldDue = '';
  return startPollingLoop({
    name: 'keys that turn',
    log,
    async round() {
      if (config.secretsTurnDays > 0) await turnWhenDue();
      if (secrets.keys.all().length > 1) await resealAll();
      await tellDue();
      return pauseMs;
    },
  });

  async function turnWhenDue(): Promise<void> {
    const [newest] = secrets.keys.all();
    const state = (await secrets.describe()).find(({ name }) => name === 'LINK_SECRET');
    const sinceMs = newest.fromMs > 0 ? newest.fromMs : state?.changedMs;
    if (sinceMs == null || Date.now() - sinceMs < config.secretsTurnDays * dayMs) return;
    try {
      if (await secrets.turn('LINK_SECRET'))
        log.info({ name: 'LINK_SECRET' }, 'a secret was turned because of its age');
    } catch (error) {
      // Another process was faster, or the vault is away: the next round sees.
      if (!(error instanceof SecretSourceError)) throw error;
      log.warn({ code: error.code }, 'a secret that is due could not be turned');
    }
  }

  /** Before anything ends or is too old, for whoever reads logs and metrics more than pages. */
  async function tellDue(): Promise<void> {
    const listed = await listSecrets({ secrets, secretsAgeMsMax: config.secretsAgeDaysMax * dayMs }, Date.now());
    const names = listed.all.flatMap(({ name, due: { state } }) =>
      state === 'soon' || state === 'late' ? [name] : [],
    );
    due.set(names.length);
    if (names.join() !== toldDue && names.length > 0) log.warn({ secrets: names }, 'secrets should be turned');
    toldDue = names.join();
  }

  async function resealAll(): Promise<void> {
    const keyId = deps.keyId();
    const done = await resealStores(deps);
    lost(done.lost);
    if (done.resealed > 0) log.info({ keyId, resealed: done.resealed }, 'secrets at rest were sealed with the new key');
    if (done.lost > 0)
      log.error(
        { lost: done.lost },
        'secrets at rest do not open: the key that sealed them is not among those that are kept',
      );
    // Any key may have sealed a text of before keys had ids.
    if (done.sealing.has(anyKey)) return;
    const forgotten = await secrets.forgetKeys(Date.now() - keptAnswersMs, done.sealing).catch((err: unknown) => {
      log.warn({ err }, 'keys that ended could not be forgotten yet');
      return false;
    });
    if (forgotten) log.info('keys that ended and seal nothing any more were forgotten');
  }
}

const anyKey = 'any';

interface Done {
  readonly resealed: number;
  readonly lost: number;
  /** Ids of keys whose texts are still there. */
  readonly sealing: ReadonlySet<string>;
}

/** All stores, one after the other, and what belongs to none. */
export async function resealStores(deps: ResealDeps): Promise<Done> {
  const stores = await engineRead(deps.database)<{ id: string }[]>`select store_id as id from stores order by store_id`;
  const sum = { resealed: 0, lost: 0 };
  const sealing = new Set<string>();
  for (const storeId of [null, ...stores.map(({ id }) => id)]) {
    const done = await reseal(deps, sealedColumns, storeId);
    sum.resealed += done.resealed;
    sum.lost += done.lost;
    for (const id of await sealingKeys(deps, sealedColumns, storeId)) sealing.add(id ?? anyKey);
  }
  for (const id of await readTombstoneKeys(deps.database)) sealing.add(id);
  return { ...sum, sealing };
}

function lostGauge(metrics: Metrics): (count: number) => void {
  const gauge = metrics.gauge({
    name: 'sealed_texts_lost',
    help: 'Secrets at rest whose key is not kept any more, as of the last look.',
  });
  gauge.set(0);
  return (count) => gauge.set(count);
}
