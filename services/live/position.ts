/**
 * How far a page has come: `<generation>:<id of an entry>`. Within one generation nothing between two positions can be
 * missing but what was trimmed; a position of another generation says nothing.
 */
export interface Position {
  readonly generation: string;
  /** `<ms>-<n>`, as the server gives it. */
  readonly id: string;
}

const shape = /^([a-z0-9]{1,16}\.\d{1,15}):(\d{1,15}-\d{1,20})$/;

export function positionText({ generation, id }: Position): string {
  return `${generation}:${id}`;
}

/** Null for what is no position of ours. */
export function parsePosition(text: string): Position | null {
  const [, generation, id] = shape.exec(text) ?? [];
  return generation !== undefined && id !== undefined ? { generation, id } : null;
}

/** Of two ids of entries: negative when `a` comes first, 0 when they are the same. */
export function compareIds(a: string, b: string): number {
  const [aMs, aN] = partsOf(a);
  const [bMs, bN] = partsOf(b);
  if (aMs !== bMs) return aMs - bMs;
  return aN < bN ? -1 : aN > bN ? 1 : 0;
}

/** When the entry was made by the server's clock, epoch milliseconds. */
export function timeOfId(id: string): number {
  return partsOf(id)[0];
}

function partsOf(id: string): readonly [ms: number, n: bigint] {
  const [ms = '0', n = '0'] = id.split('-');
  return [Number(ms), BigInt(n)];
}
