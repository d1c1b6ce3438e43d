import { persistDeadLetters } from '../services/ingest/dead-letters/keep.ts';
import { createRefusedItems, type RefusedItems } from '../services/ingest/dead-letters/refused-items.ts';
import type { Deps } from './deps.ts';

/** Keeps what this process's endpoints refuse, and counts what it cannot keep. */
export function openRefusedItems({ database, metrics, log }: Pick<Deps, 'database' | 'metrics' | 'log'>): RefusedItems {
  const dropped = metrics.counter({
    name: 'dead_letters_dropped_total',
    help: 'Refused items that were not kept, by reason.',
    labels: ['reason'],
  });
  return createRefusedItems({
    keep: (letters) => persistDeadLetters(database, letters),
    onDropped: (reason, letters) => dropped.add({ reason }, letters),
    onFailure: (error) => log.error({ err: error }, 'refused items could not be kept'),
    now: Date.now,
  });
}
