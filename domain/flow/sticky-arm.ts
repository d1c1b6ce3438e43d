import type { SplitArm } from './flow.ts';

/**
 * The arm that somebody takes at a split: by chance, and always the same. Each arm draws a lot of its own for the person,
 * so that a new arm, or another share, takes people from the others and moves nobody between them.
 */
export function stickyArm<Arm extends Pick<SplitArm, 'id' | 'share'>>(
  { subjectId, stepId }: { readonly subjectId: string; readonly stepId: string },
  arms: readonly Arm[],
): Arm {
  const [first, ...others] = arms;
  if (!first) throw new Error(`the split ${stepId} has no arm`);
  const lot = ({ id, share }: Arm) => share / -Math.log(fractionOf(`${stepId}/${id}/${subjectId}`));
  return others.reduce((best, arm) => (lot(arm) > lot(best) ? arm : best), first);
}

/** A number between 0 and 1, both excluded, that hangs on every letter of the text: FNV-1a, stirred as in MurmurHash3. */
function fractionOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) + 0.5) / 2 ** 32;
}
