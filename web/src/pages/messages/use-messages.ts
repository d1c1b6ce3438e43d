import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { data } from '../../api/client.ts';
import type { paths } from '../../api/generated/schema.ts';
import { usePeriod } from '../../app/period-context.ts';
import { useStore } from '../../app/session.ts';
import { type Endless, useEndless } from '../../lib/use-endless.ts';
import { useListSearch } from '../../lists/list-filters.tsx';
import { messageQueryOf, readMessageSearch } from './message-search.ts';

export type ListedMessage =
  paths['/v1/messages']['get']['responses'][200]['content']['application/json']['items'][number];
export type Message = paths['/v1/messages/{id}']['get']['responses'][200]['content']['application/json'];

/** The list that the address describes. */
export function useMessages(): Endless<ListedMessage> {
  const store = useStore();
  const [search] = useListSearch();
  const { from, to } = usePeriod();
  const query = useMemo(() => messageQueryOf(readMessageSearch(search), { from, to }), [search, from, to]);
  return useEndless(['messages', store.id, query], (page) =>
    data(store.api.GET('/v1/messages', { params: { query: { ...query, ...page } as never } })),
  );
}

export function useMessage(messageId: string) {
  const store = useStore();
  return useQuery({
    queryKey: ['message', store.id, messageId],
    queryFn: () => data(store.api.GET('/v1/messages/{id}', { params: { path: { id: messageId } } })),
    placeholderData: undefined,
  });
}
