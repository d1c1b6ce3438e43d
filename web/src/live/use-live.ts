import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useStore } from '../app/session.ts';
import { liveOf } from './connections.ts';
import { createFeed, type Feed } from './feed.ts';
import type { LiveState } from './live-connection.ts';
import type { LiveEvent, LiveRoom } from './live-frame.ts';
import { createPacedRefresh, type PacedRefresh } from './paced-refresh.ts';

/**
 * Tells of every change in the room while the component is shown. `read` reads the state that the changes belong to; it is
 * called at the beginning and whenever changes may have been missed, and what happens meanwhile is told behind it.
 *
 * @example useLive(`cart:${id}`, (event) => apply(event), () => cart.refetch());
 */
export function useLive(room: LiveRoom, onEvent: (event: LiveEvent) => void, read?: () => Promise<unknown>): void {
  const connection = useConnection();
  const newest = useRef({ onEvent, read });
  useEffect(() => {
    newest.current = { onEvent, read };
  });
  useEffect(
    () =>
      connection.follow(room, {
        onEvents(events) {
          for (const event of events) newest.current.onEvent(event);
        },
        read: async () => newest.current.read?.(),
      }),
    [connection, room],
  );
}

/** Numbers and lists are read again this long after something changed: by then analytics has the change, too. */
const refreshMs = 600;

/** Reads queries again when something of these kinds changed in the room: for numbers and lists. */
export function useLiveRefresh(room: LiveRoom, queryKey: QueryKey, kinds?: readonly LiveEvent['kind'][]): void {
  const queryClient = useQueryClient();
  const key = JSON.stringify(queryKey);
  const refresh = useCallback(
    () => queryClient.invalidateQueries({ queryKey: JSON.parse(key) as QueryKey }),
    [queryClient, key],
  );
  const paced = useRef<PacedRefresh>(undefined);
  useEffect(() => {
    const own = createPacedRefresh(refresh, refreshMs);
    paced.current = own;
    return () => own.stop();
  }, [refresh]);
  useLive(
    room,
    ({ kind }) => {
      if (!kinds || kinds.includes(kind)) paced.current?.changed();
    },
    refresh,
  );
}

/** The newest changes of a room, which can be held while one reads them. */
export function useLiveFeed(
  room: LiveRoom,
  { entriesMax, shows }: { readonly entriesMax: number; readonly shows: (event: LiveEvent) => boolean },
): Feed & { readonly pause: () => void; readonly resume: () => void } {
  const [feed, setFeed] = useState(() => createFeed(entriesMax));
  useLive(room, (event) => {
    if (shows(event)) setFeed((before) => before.with(event));
  });
  return {
    ...feed,
    pause: () => setFeed((before) => before.held()),
    resume: () => setFeed((before) => before.going()),
  };
}

/** Whether what this page shows of the store is what is so now. */
export function useLiveState(): LiveState {
  const connection = useConnection();
  return useSyncExternalStore(
    useCallback((changed) => connection.onState(changed), [connection]),
    () => connection.state,
  );
}

function useConnection() {
  return liveOf(useStore().id, useQueryClient());
}
