export interface PacedRefresh {
  /** Something changed: what is shown is read again a while later. */
  changed(): void;
  /** Reads nothing again any more. */
  stop(): void;
}

/**
 * Reads what is shown again `waitMs` after it changed, and never before the reading before has ended: a busy shop changes
 * faster than its numbers are counted, and a reading that is replaced all the time shows nothing.
 */
export function createPacedRefresh(read: () => Promise<unknown>, waitMs: number): PacedRefresh {
  let phase: 'idle' | 'waiting' | 'reading' | 'reading, and changed' | 'stopped' = 'idle';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    phase = 'waiting';
    timer = setTimeout(() => void readOnce(), waitMs);
  };
  const readOnce = async () => {
    phase = 'reading';
    await read().catch(() => undefined);
    if (hasChanged()) wait();
    else if (phase === 'reading') phase = 'idle';
  };
  const hasChanged = () => phase === 'reading, and changed';
  return {
    changed() {
      if (phase === 'idle') wait();
      else if (phase === 'reading') phase = 'reading, and changed';
    },
    stop() {
      clearTimeout(timer);
      phase = 'stopped';
    },
  };
}
