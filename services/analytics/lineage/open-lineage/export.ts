import { type Database, withStore } from '../../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../../domain/duration.ts';
import { type RunEvent, runEvents } from '../../../../domain/open-lineage/run-event.ts';
import { ServiceError } from '../../../shared/service-error.ts';
import { type LineageWindow, readLineageRuns } from './read-runs.ts';

const windowMsMax = 31 * dayMs;

/** What happened to a store's models and decisions as OpenLineage events, oldest first. Throws `bad_request` for a window that is none. */
export async function exportOpenLineage(
  database: Pick<Database, 'app'>,
  { storeId, ...window }: LineageWindow & { readonly storeId: string },
): Promise<readonly RunEvent[]> {
  const lengthMs = window.to.getTime() - window.from.getTime();
  if (lengthMs <= 0) throw new ServiceError('bad_request', 'must be before `to`', { path: 'from' });
  if (lengthMs > windowMsMax)
    throw new ServiceError('bad_request', 'must be at most 31 days before `to`', { path: 'from' });
  const runs = await withStore(database, storeId, (tx) => readLineageRuns(tx, window));
  return inOrder(runs.flatMap(runEvents));
}

export function inOrder(events: readonly RunEvent[]): readonly RunEvent[] {
  return events.toSorted((a, b) => Date.parse(a.eventTime) - Date.parse(b.eventTime));
}
