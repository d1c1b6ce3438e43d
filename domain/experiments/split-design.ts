import { type SplitStep, splitBaselinePercent, splitContextVersion } from '../flow/flow.ts';

/**
 * Between which arms people were shared out, and by which rule. People of different designs are not compared: between them
 * lies a moment at which something else may have changed too. Learned shares are one design, since each person is
 * counted by how probable their arm was.
 */
export function designOf({
  arms,
  allocation = 'fixed',
  baselinePercent = splitBaselinePercent.usual,
  policy,
  choosesBy,
}: SplitStep): string {
  const sorted = arms.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  switch (allocation) {
    case 'fixed':
      return `fixed ${sorted.map(({ id, share }) => `${id}=${share}`).join(' ')}`;
    case 'learning':
      return `learning ${sorted.map(({ id }) => id).join(' ')}`;
    case 'personal': {
      const chooser = policy ?? (choosesBy === 'context' ? `context ${splitContextVersion}` : null);
      return `personal ${baselinePercent} ${sorted.map(({ id }) => id).join(' ')}${chooser === null ? '' : ` by ${chooser}`}`;
    }
  }
}

/** The arms with the shares by which somebody is drawn now; they sum up to 1. What was never learned is as it is written. */
export function armShares(
  { arms, allocation }: SplitStep,
  /** The newest shares of the split's own design. */
  learned: Readonly<Record<string, number>> | null,
): readonly { readonly id: string; readonly share: number }[] {
  const written = arms.map(({ id, share }) => ({ id, share }));
  const shares =
    allocation === 'learning' && learned
      ? written.map(({ id }) => ({ id, share: Object.hasOwn(learned, id) ? (learned[id] ?? 0) : 0 }))
      : written;
  const whole = shares.reduce((sum, { share }) => sum + share, 0);
  return shares.map(({ id, share }) => ({ id, share: share / whole }));
}
