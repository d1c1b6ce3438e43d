import { minuteMs } from '../domain/duration.ts';
import { readBackupState } from '../services/state/backups/read-backups.ts';
import type { Deps } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';

/** Tells metrics how old the newest backup is, when one was last set up, and whether sends wait for being released. */
export function watchBackups({ database, log, metrics }: Pick<Deps, 'database' | 'log' | 'metrics'>): PollingLoop {
  const newest = metrics.gauge({
    name: 'backup_newest_seconds',
    help: 'Up to when the newest backup has everything, in seconds since 1970; 0: none was made.',
  });
  const restored = metrics.gauge({
    name: 'backup_restored_seconds',
    help: 'When this installation was last set up from a backup, in seconds since 1970; 0: it never was.',
  });
  const held = metrics.gauge({ name: 'sends_held', help: '1 while a restored installation sends nothing.' });
  return startPollingLoop({
    name: 'backups',
    log,
    async round() {
      const { backupAsOf, restoredAt, heldSince } = await readBackupState(database);
      newest.set((backupAsOf ?? 0) / 1_000);
      restored.set((restoredAt ?? 0) / 1_000);
      held.set(heldSince === null ? 0 : 1);
      return minuteMs;
    },
  });
}
