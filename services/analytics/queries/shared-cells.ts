import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Cell, type CellsQuery, readCells } from '../../../db/clickhouse/analytics/cells.ts';
import { changedSlots, type SlotChanges } from '../../../db/clickhouse/analytics/slots.ts';
import type { StoreAnalytics } from '../../../db/clickhouse/for-store.ts';
import type { Measure } from '../../../domain/analytics/measures.ts';

/** Reads cells for one request. */
export type SharedCells = (query: SharedQuery) => Promise<readonly Cell[]>;
type SharedQuery = Omit<CellsQuery, 'useSlots' | 'signal'>;

export interface SharedCellsOptions {
  readonly useSlots: boolean;
  readonly signal: AbortSignal | undefined;
}

/** A reading that has not begun yet: more measures may join it. */
interface Reading {
  readonly measures: Set<Measure>;
  readonly cells: Promise<readonly Cell[]>;
}

/**
 * Questions that are asked together have much in common: the same facts of the same days, of which each wants another sum.
 * Those that ask within one turn of the event loop, and differ by their measures alone, share one reading; what was read is
 * told again for as long as the request lasts.
 */
export function createSharedCells(store: StoreAnalytics, { useSlots, signal }: SharedCellsOptions): SharedCells {
  const beginning = new Map<string, Reading>();
  const told = new Map<string, Promise<readonly Cell[]>>();
  const changes = shareSlotChanges((fact, range) => changedSlots(store, fact, { ...range, signal }));

  const begin = (key: string, query: SharedQuery): Reading => {
    const measures = new Set<Measure>();
    const cells = nextTurn().then(() => {
      beginning.delete(key);
      return readCells(store, { ...query, measures: [...measures], useSlots, signal }, changes);
    });
    const reading = { measures, cells };
    beginning.set(key, reading);
    return reading;
  };

  return (query) => {
    const { measures, ...rest } = query;
    const key = JSON.stringify(rest);
    const keyOfAll = `${key} ${measures.join(' ')}`;
    const known = told.get(keyOfAll);
    if (known !== undefined) return known;
    const reading = beginning.get(key) ?? begin(key, query);
    for (const measure of measures) reading.measures.add(measure);
    const cells = reading.cells.then((read) => pick(read, [...reading.measures], measures));
    told.set(keyOfAll, cells);
    return cells;
  };
}

/** The sums of some of the measures that were read. */
function pick(cells: readonly Cell[], read: readonly Measure[], wanted: readonly Measure[]): readonly Cell[] {
  const places = wanted.map((measure) => read.indexOf(measure));
  return cells.map((cell) => ({ ...cell, sums: places.map((place) => cell.sums[place] ?? null) }));
}

function shareSlotChanges(read: SlotChanges): SlotChanges {
  const known = new Map<string, ReturnType<SlotChanges>>();
  return (fact, range) => {
    const key = `${fact.table} ${range.fromMs} ${range.toMs}`;
    const changes = known.get(key) ?? read(fact, range);
    known.set(key, changes);
    return changes;
  };
}
