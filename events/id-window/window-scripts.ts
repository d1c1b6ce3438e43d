import { readFileSync } from 'node:fs';
import type { WindowLimits } from './window-limits.ts';

const library = readFileSync(new URL('./id-window.lua', import.meta.url), 'utf8');

/** The text of a script that uses the window of ids. */
export function windowScript(file: URL): string {
  return `${library}\n${readFileSync(file, 'utf8')}`;
}

/** Arguments 1 to 5 of every such script. */
export function windowArguments(
  { slots, slotMs, slotIdsMax, partitionIdsMax }: WindowLimits,
  now: number,
): readonly number[] {
  return [slots, slotMs, slotIdsMax, partitionIdsMax, now];
}
