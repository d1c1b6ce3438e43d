import { type KeptFold, openFold } from '../cart.ts';

/** A cart's fold without what lay in it and what was done to it: what stands of it is its state, its times and its worth. */
export function blankFold(fold: KeptFold): KeptFold {
  const { lines: _, bought: __, ...current } = openFold(fold).current;
  return { base: { ...current, lines: [] }, recent: [] };
}
