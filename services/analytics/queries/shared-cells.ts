import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Cell, cellsMax, readCells } from '../../../db/clickhouse/analytics/cells.ts';
import { changedSlots, type SlotChanges, slotMs } from '../../../db/clickhouse/analytics/slots.ts';
import type { StoreAnalytics } from '../../../db/clickhouse/for-store.ts';
import { type CellsOfQueries, cellsOf, joinQueries, kinOf, neighbours, type SharedQuery } from './joint-query.ts';

/** Reads cells for one request. */
export type SharedCells = (query: SharedQuery) => Promise<readonly Cell[]>;

export interface SharedCellsOptions {
  readonly useSlots: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Kindred queries that have not begun yet: more may join them. */
interface Gathering {
  readonly queries: SharedQuery[];
  readonly cells: Promise<CellsOfQueries>;
}

/**
 * Questions that are asked together have much in common: the same facts, of which each wants another sum, the sums of other
 * days or by another dimension. Those that ask within one turn of the event loop share a reading; what was read is told again
 * for as long as the request lasts.
 */
export function createSharedCells(store: StoreAnalytics, { useSlots, signal }: SharedCellsOptions): SharedCells {
  const gathering = new Map<string, Gathering>();
  const told = new Map<string, Promise<readonly Cell[]>>();
  const changes = remember((fact, range) => changedSlots(store, fact, { ...range, signal }));

  const read = (query: SharedQuery) =>
    readCells(store, { ...query, useSlots, signal }, async (fact, range) => {
      const changed = await changes(fact, range);
      return changed && [...new Set([...changed, ...slotsCutBy(query)])];
    });

  const readTogether = async (queries: readonly [SharedQuery, ...SharedQuery[]]): Promise<CellsOfQueries> => {
    const joint = joinQueries(queries);
    const cells = await read(joint);
    if (cells.length <= cellsMax || queries.length === 1)
      return new Map(queries.map((query) => [query, cellsOf(query, joint, cells)]));
    // Together they make more cells than may be read, where each by itself may not.
    return new Map(await Promise.all(queries.map(async (query) => [query, await read(query)] as const)));
  };

  const begin = (key: string): Gathering => {
    const queries: SharedQuery[] = [];
    const cells = nextTurn().then(async () => {
      gathering.delete(key);
      const parts = await Promise.all(neighbours(queries).map(readTogether));
      return new Map(parts.flatMap((part) => [...part]));
    });
    const begun = { queries, cells };
    gathering.set(key, begun);
    return begun;
  };

  return (query) => {
    const key = kinOf(query);
    const keyOfAnswer = JSON.stringify(query);
    const known = told.get(keyOfAnswer);
    if (known !== undefined) return known;
    const { queries, cells } = gathering.get(key) ?? begin(key);
    queries.push(query);
    const answer = cells.then((found) => found.get(query) ?? []);
    told.set(keyOfAnswer, answer);
    return answer;
  };
}

/** The sum of a slot that lies on both sides of an edge is of no use to either: it is counted from its facts. */
function slotsCutBy({ bucketStarts }: SharedQuery): readonly number[] {
  const cuts = (bucketStarts ?? []).filter((startMs) => startMs % slotMs !== 0);
  return cuts.map((startMs) => (Math.floor(startMs / slotMs) * slotMs) / 1_000);
}

function remember(read: SlotChanges): SlotChanges {
  const known = new Map<string, ReturnType<SlotChanges>>();
  return (fact, range) => {
    const key = `${fact.table} ${range.fromMs} ${range.toMs}`;
    const changes = known.get(key) ?? read(fact, range);
    known.set(key, changes);
    return changes;
  };
}
