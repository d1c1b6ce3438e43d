import { checkSync } from 'recheck';

// The part that runs everywhere the same; the others are programs for some machines, or need Java.
process.env['RECHECK_SYNC_BACKEND'] = 'pure';

/**
 * What is wrong with an expression whose time may grow faster than the text that it is given; null: nothing.
 *
 * The checker is recheck: it reads expressions as automata, and searches with inputs of its own where that cannot be
 * done (look-around, back references). The two others for npm were tried on this project's expressions: safe-regex2 knows
 * exponential ones only, and redos-detector calls linear ones unsafe and misses one whose runs of blanks are searched
 * again from each of their ends.
 */
export function problemOfExpression({ source, flags }: { readonly source: string; readonly flags: string }) {
  // Without a time limit, so that the answer does not depend on the machine; the search is bounded by its steps.
  const { status, ...result } = checkSync(source, flags, { timeout: null, randomSeed: 1 });
  if (status === 'safe') return null;
  if (status === 'unknown') return 'cannot be judged: say it in a simpler way';
  const complexity = 'complexity' in result ? result.complexity.summary : 'more than linear';
  return `takes ${complexity} time`;
}
