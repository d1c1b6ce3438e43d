import type { Cell, CellsQuery } from '../../../db/clickhouse/analytics/cells.ts';

export type SharedQuery = Omit<CellsQuery, 'useSlots' | 'signal'>;
export type CellsOfQueries = ReadonlyMap<SharedQuery, readonly Cell[]>;
type Queries = readonly [SharedQuery, ...SharedQuery[]];

/** Queries whose days lie so near to each other that reading what is between them costs less than asking twice. */
export function neighbours(queries: readonly SharedQuery[]): readonly Queries[] {
  const groups: [SharedQuery, ...SharedQuery[]][] = [];
  let [fromMs, toMs] = [0, 0];
  for (const query of queries.toSorted((a, b) => a.range.fromMs - b.range.fromMs)) {
    const group = groups.at(-1);
    if (group && query.range.fromMs - toMs <= toMs - fromMs) {
      group.push(query);
      toMs = Math.max(toMs, query.range.toMs);
    } else {
      groups.push([query]);
      ({ fromMs, toMs } = query.range);
    }
  }
  return groups;
}

/** One query for all of them, with every measure of theirs and a bucket wherever one of their buckets or ranges begins or ends. */
export function joinQueries(queries: Queries): SharedQuery {
  const [first] = queries;
  if (queries.every((query) => query === first)) return first;
  const measures = [...new Set(queries.flatMap((query) => query.measures))];
  // A middle has no parts: medians are joined with others of the same buckets only.
  if (first.median) return { ...first, measures };
  const fromMs = Math.min(...queries.map(({ range }) => range.fromMs));
  const toMs = Math.max(...queries.map(({ range }) => range.toMs));
  const edges = new Set(
    queries.flatMap(({ range, bucketStarts }) => [range.fromMs, range.toMs, ...(bucketStarts ?? [])]),
  );
  const offsets = new Map(queries.flatMap((query) => query.offsets).map((offset) => [offset.startMs, offset]));
  return {
    ...first,
    measures,
    range: { fromMs, toMs },
    bucketStarts: [...edges].filter((edge) => edge < toMs).toSorted((a, b) => a - b),
    offsets: [...offsets.values()].toSorted((a, b) => a.startMs - b.startMs),
  };
}

/** What the cells of a joint query are for one of its queries: its measures, in its buckets. */
export function cellsOf(query: SharedQuery, joint: SharedQuery, cells: readonly Cell[]): readonly Cell[] {
  if (query === joint) return cells;
  const places = query.measures.map((measure) => joint.measures.indexOf(measure));
  const { range } = query;
  const starts = query.bucketStarts ?? [range.fromMs];
  const within = (joint.bucketStarts ?? starts).filter((start) => range.fromMs <= start && start < range.toMs);
  const bucketOf = new Map(within.map((start) => [start, starts.findLast((own) => own <= start) ?? range.fromMs]));
  const found = new Map<string, Cell>();
  for (const { bucketStart, values, sums } of cells) {
    const own = bucketOf.get(bucketStart);
    if (own === undefined) continue;
    const picked = places.map((place) => sums[place] ?? null);
    const key = JSON.stringify([own, values]);
    const known = found.get(key);
    found.set(key, { bucketStart: own, values, sums: known ? added(known.sums, picked) : picked });
  }
  return [...found.values()];
}

function added(sums: Cell['sums'], more: Cell['sums']): Cell['sums'] {
  return sums.map((sum, index) => String(BigInt(sum ?? 0) + BigInt(more[index] ?? 0)));
}
