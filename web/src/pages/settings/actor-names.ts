import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import type { AuditEntry } from './audit-entry.ts';
import { actorLabel } from './audit-words.ts';
import { keysKey } from './key-data.ts';
import { useMembers } from './team-data.ts';

/** Names for the ids in the log, where the person may see them: the log itself keeps no name. */
export function useActorNames(): (entry: Pick<AuditEntry, 'actorKind' | 'actorId'>) => string {
  const { t } = useI18n();
  const store = useStore();
  const members = useMembers({ enabled: store.may('members:read') });
  const keys = useQuery({
    queryKey: keysKey(store.id),
    queryFn: () => data(store.api.GET('/v1/api-keys')),
    enabled: store.may('api-keys:read'),
  });
  const names = useMemo(
    () => new Map([...(members.data?.items ?? []), ...(keys.data?.items ?? [])].map(({ id, name }) => [id, name])),
    [members.data, keys.data],
  );
  return ({ actorKind, actorId }) => {
    const name = actorId === null ? undefined : names.get(actorId);
    const kind = t(actorLabel(actorKind));
    if (name !== undefined) return actorKind === 'user' ? name : `${kind} ${name}`;
    return actorId === null ? kind : `${kind} ${actorId.slice(0, 8)}…`;
  };
}
