import type { LiveEvent } from './live-frame.ts';

/** The newest changes, newest first, each row once; while it is held it shows what it showed and counts what waits. */
export interface Feed {
  readonly shown: readonly LiveEvent[];
  readonly paused: boolean;
  /** Changes that are shown when it goes on. */
  readonly waiting: number;
  with(event: LiveEvent): Feed;
  held(): Feed;
  going(): Feed;
}

export function createFeed(entriesMax: number): Feed {
  return feedOf({ shown: [], behind: [], paused: false }, entriesMax);
}

interface FeedState {
  readonly shown: readonly LiveEvent[];
  /** What came since it is held, newest first. */
  readonly behind: readonly LiveEvent[];
  readonly paused: boolean;
}

function feedOf(state: FeedState, entriesMax: number): Feed {
  const { shown, behind, paused } = state;
  const put = (events: readonly LiveEvent[], event: LiveEvent): readonly LiveEvent[] =>
    [event, ...events.filter((one) => one.kind !== event.kind || one.id !== event.id)].slice(0, entriesMax);
  return {
    shown,
    paused,
    waiting: behind.length,
    with: (event) =>
      feedOf(paused ? { ...state, behind: put(behind, event) } : { ...state, shown: put(shown, event) }, entriesMax),
    held: () => feedOf({ ...state, paused: true }, entriesMax),
    going: () => feedOf({ shown: behind.toReversed().reduce(put, shown), behind: [], paused: false }, entriesMax),
  };
}
