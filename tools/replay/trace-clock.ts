/**
 * Time of the replayed trace: milliseconds since its first row. Recordings of different months follow each other, and
 * a stretch in which nothing happens anywhere is cut to `gapMsMax`, so that nobody waits for an empty shop.
 */
export interface TraceClock {
  /** Trace time of a row; rows of one file must come in the order of their times. */
  traceMsAt(recordedAt: number): number;
  /** The next row belongs to another recording: it begins where the last one ended, or after the real pause if short. */
  nextRecording(): void;
  /** Milliseconds of silence that were cut so far. */
  readonly cutMs: number;
}

export function createTraceClock(gapMsMax: number): TraceClock {
  let lastRecordedAt: number | null = null;
  let traceMs = 0;
  let cutMs = 0;
  let fresh = false;
  return {
    traceMsAt(recordedAt) {
      if (lastRecordedAt !== null) {
        const passed = recordedAt - lastRecordedAt;
        if (passed < 0 && !fresh) throw new Error('Rows of one recording have to come in the order of their times.');
        const kept = Math.min(Math.max(0, passed), gapMsMax);
        cutMs += Math.max(0, passed - kept);
        traceMs += kept;
      }
      fresh = false;
      lastRecordedAt = recordedAt;
      return traceMs;
    },
    nextRecording() {
      fresh = true;
    },
    get cutMs() {
      return cutMs;
    },
  };
}
