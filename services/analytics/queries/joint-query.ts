import type { Cell, CellsQuery, Filters } from '../../../db/clickhouse/analytics/cells.ts';
import type { Dimension } from '../../../domain/analytics/measures.ts';

export type SharedQuery = Omit<CellsQuery, 'useSlots' | 'signal'>;
export type CellsOfQueries = ReadonlyMap<SharedQuery, readonly Cell[]>;
type Queries = readonly [SharedQuery, ...SharedQuery[]];

/** Of these a store has any number of values, or every row has one: by them, everything else would be counted in crumbs. */
const manyValued: ReadonlySet<Dimension> = new Set(['productId', 'weekday', 'hourOfDay']);

/** What queries have to have in common to be read together. */
export function kinOf({ fact, median, dimensions, filters, range, bucketStarts }: SharedQuery): string {
  // A middle has no parts: medians are read with others of the same cells only.
  if (median) return JSON.stringify([fact, dimensions, filters, range, bucketStarts]);
  const named = [...dimensions, ...dimensionsOf(filters)];
  return JSON.stringify(named.some((dimension) => manyValued.has(dimension)) ? [fact, dimensions, filters] : [fact]);
}

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

/**
 * One query for all of them: with every measure and dimension of theirs, and a bucket wherever one of their buckets or ranges
 * begins or ends. What they filter by differently is a dimension, too: each picks its own rows.
 */
export function joinQueries(queries: Queries): SharedQuery {
  const [first] = queries;
  if (queries.length === 1) return first;
  const measures = [...new Set(queries.flatMap((query) => query.measures))];
  if (first.median) return { ...first, measures };
  const fromMs = Math.min(...queries.map(({ range }) => range.fromMs));
  const toMs = Math.max(...queries.map(({ range }) => range.toMs));
  const edges = queries.flatMap(({ range, bucketStarts }) => [range.fromMs, range.toMs, ...(bucketStarts ?? [])]);
  const offsets = new Map(queries.flatMap((query) => query.offsets).map((offset) => [offset.startMs, offset]));
  const { filters, differing } = joinFilters(queries.map((query) => query.filters));
  return {
    ...first,
    measures,
    dimensions: [...new Set([...queries.flatMap(({ dimensions }) => dimensions), ...differing])],
    filters,
    range: { fromMs, toMs },
    bucketStarts: [...new Set(edges)].filter((edge) => edge < toMs).toSorted((a, b) => a - b),
    offsets: [...offsets.values()].toSorted((a, b) => a.startMs - b.startMs),
  };
}

/** The rows that at least one of them lets through, or more; and by which dimensions each has to filter by itself. */
function joinFilters(all: readonly Filters[]): { readonly filters: Filters; readonly differing: readonly Dimension[] } {
  const named = [...new Set(all.flatMap(dimensionsOf))];
  const ofEach = (dimension: Dimension) => all.map((filters) => filters[dimension]);
  const everybodys = named.filter((dimension) => ofEach(dimension).every((values) => values !== undefined));
  return {
    filters: Object.fromEntries(
      everybodys.map((dimension) => [dimension, [...new Set(ofEach(dimension).flatMap((values) => values ?? []))]]),
    ),
    differing: named.filter(
      (dimension) => new Set(ofEach(dimension).map((values) => values && JSON.stringify(values.toSorted()))).size > 1,
    ),
  };
}

/** What the cells of a joint query are for one of its queries: its measures by its dimensions, in its buckets. */
export function cellsOf(query: SharedQuery, joint: SharedQuery, cells: readonly Cell[]): readonly Cell[] {
  if (query === joint) return cells;
  const places = query.measures.map((measure) => joint.measures.indexOf(measure));
  const own = query.dimensions.map((dimension) => joint.dimensions.indexOf(dimension));
  const bucketOf = bucketsWithin(query, joint);
  const isWanted = filterOf(query, joint);
  const found = new Map<string, Cell>();
  for (const cell of cells) {
    const bucketStart = bucketOf.get(cell.bucketStart);
    if (bucketStart === undefined || !isWanted(cell)) continue;
    const values = own.map((place) => cell.values[place] ?? '');
    const sums = places.map((place) => cell.sums[place] ?? null);
    const key = JSON.stringify([bucketStart, values]);
    const known = found.get(key);
    found.set(key, { bucketStart, values, sums: known ? added(known.sums, sums) : sums });
  }
  return [...found.values()].toSorted(inOrder);
}

/** As cells are read: by their buckets, and within one by their values. */
function inOrder(a: Cell, b: Cell): number {
  if (a.bucketStart !== b.bucketStart) return a.bucketStart - b.bucketStart;
  const place = a.values.findIndex((value, index) => value !== b.values[index]);
  return place < 0 ? 0 : (a.values[place] ?? '') < (b.values[place] ?? '') ? -1 : 1;
}

/** The query's own bucket of each bucket that was read. */
function bucketsWithin({ range, bucketStarts }: SharedQuery, joint: SharedQuery): ReadonlyMap<number, number> {
  const starts = bucketStarts ?? [range.fromMs];
  const within = (joint.bucketStarts ?? starts).filter((start) => range.fromMs <= start && start < range.toMs);
  return new Map(within.map((start) => [start, starts.findLast((own) => own <= start) ?? range.fromMs]));
}

function filterOf({ filters }: SharedQuery, joint: SharedQuery): (cell: Cell) => boolean {
  const conditions = dimensionsOf(filters).flatMap((dimension) => {
    const place = joint.dimensions.indexOf(dimension);
    return place < 0 ? [] : [{ place, values: new Set(filters[dimension]) }];
  });
  return ({ values }) => conditions.every(({ place, values: wanted }) => wanted.has(values[place] ?? ''));
}

function dimensionsOf(filters: Filters): readonly Dimension[] {
  return Object.keys(filters) as Dimension[];
}

function added(sums: Cell['sums'], more: Cell['sums']): Cell['sums'] {
  return sums.map((sum, index) => String(BigInt(sum ?? 0) + BigInt(more[index] ?? 0)));
}
