import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackError } from './stack-error.ts';

/** In a data folder that is being filled from a backup, until all of it is there. */
const markerName = 'restoring';

export function isHalfRestored(dataDir: string): boolean {
  return existsSync(join(dataDir, markerName));
}

export function markHalfRestored(dataDir: string): void {
  writeFileSync(join(dataDir, markerName), '', { mode: 0o600, flush: true });
}

export function markRestored(dataDir: string): void {
  rmSync(join(dataDir, markerName));
}

/** An engine on half of a backup would go on without the other half. */
export function refuseHalfRestored(dataDir: string): void {
  if (isHalfRestored(dataDir))
    throw new StackError(
      `The data folder ${dataDir} is half restored: run "npm run restore -- --from FOLDER" again, or empty it by "npm run reset".`,
    );
}
