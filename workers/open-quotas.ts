import type { Database } from '../db/postgres/tenancy.ts';
import { secondMs } from '../domain/duration.ts';
import type { Logger } from '../runtime/logging.ts';
import { createQuotaKeeper, type Quotas } from '../services/state/usage/quotas.ts';
import { startPollingLoop } from './polling-loop.ts';

export interface OpenQuotas {
  readonly quotas: Quotas;
  close(): Promise<void>;
}

/** So much later than it was used up a plan refuses, and so much later than it was changed it is another one. */
const lookMs = 10 * secondMs;

/** What hard quotas of plans refuse, in this process. An installation without plans is asked one short question a look. */
export function openQuotas({
  database,
  log,
}: {
  readonly database: Pick<Database, 'engine'>;
  readonly log: Logger;
}): OpenQuotas {
  const keeper = createQuotaKeeper(database);
  const loop = startPollingLoop({
    ...{ name: 'quotas', log },
    async round() {
      await keeper.refresh(Date.now());
      return lookMs;
    },
  });
  return { quotas: keeper, close: () => loop.stop() };
}
