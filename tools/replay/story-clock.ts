/**
 * Time of the replayed story: milliseconds since its first row. Recordings of different months follow each other, and
 * a stretch in which nothing happens anywhere is cut to `gapMsMax`, so that nobody waits for an empty shop.
 */
export interface StoryClock {
  /** Story time of a row; rows of one file must come in the order of their times. */
  storyMsAt(recordedAt: number): number;
  /** The next row belongs to another recording: it begins where the last one ended, or after the real pause if short. */
  nextRecording(): void;
  /** Milliseconds of silence that were cut so far. */
  readonly cutMs: number;
}

export function createStoryClock(gapMsMax: number): StoryClock {
  let lastRecordedAt: number | null = null;
  let storyMs = 0;
  let cutMs = 0;
  let fresh = false;
  return {
    storyMsAt(recordedAt) {
      if (lastRecordedAt !== null) {
        const passed = recordedAt - lastRecordedAt;
        if (passed < 0 && !fresh) throw new Error('Rows of one recording have to come in the order of their times.');
        const kept = Math.min(Math.max(0, passed), gapMsMax);
        cutMs += Math.max(0, passed - kept);
        storyMs += kept;
      }
      fresh = false;
      lastRecordedAt = recordedAt;
      return storyMs;
    },
    nextRecording() {
      fresh = true;
    },
    get cutMs() {
      return cutMs;
    },
  };
}
