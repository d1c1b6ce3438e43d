/** A source of chance that repeats itself: the same seed gives the same run. Not for secrets. */
export interface SeededRandom {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number in [from, to], both included. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<A extends readonly [unknown, ...unknown[]]>(items: A): A[number];
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for a simulation. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  };
}

/** The same number in [0, 1) for the same text, whatever was drawn before. */
export function shareOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return createSeededRandom(hash).next();
}
