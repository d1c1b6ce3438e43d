const names = new Set(['probabilityMin', 'probabilityMax']);
/** Deeper than any flow is nested. */
const depthMax = 12;

/** Every purchase probability that a campaign's rules or flow compare with, in order and once each. */
export function probabilityThresholds(program: unknown): readonly number[] {
  return [...new Set(found(program, 0))].sort((a, b) => a - b);
}

function found(part: unknown, depth: number): readonly number[] {
  if (typeof part !== 'object' || part === null || depth > depthMax) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    names.has(name) && typeof value === 'number' ? [value] : found(value, depth + 1),
  );
}

/** Whether two probabilities lie on the same side of each of them: then whoever compares decides alike. */
export function decideAlike(thresholds: readonly number[], one: number, other: number): boolean {
  return thresholds.every((limit) => one >= limit === other >= limit && one <= limit === other <= limit);
}
