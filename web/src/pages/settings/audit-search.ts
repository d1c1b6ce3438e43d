import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { idOf, oneOf, textOf } from '../../lib/search.ts';

export const actorKinds = ['user', 'api_key', 'operator', 'system', 'platform'] as const;
export type ActorKind = (typeof actorKinds)[number];

export const subjectKinds = [
  'store',
  'api_key',
  'membership',
  'invitation',
  'saved_view',
  'campaign',
  'cart',
  'customer',
  'recovery',
  'integration',
  'webhook_delivery',
  'dead_letter',
  'repair_rule',
  'privacy_request',
  'snippet',
  'analytics_export',
  'scheduled_report',
  'webhook_endpoint',
  'offer',
  'model_version',
  'rollout',
  'policy',
  'flag',
  'brand',
  'brand_domain',
  'template',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export interface AuditSearch {
  readonly actorKind?: ActorKind | undefined;
  readonly actorId?: string | undefined;
  readonly subjectKind?: SubjectKind | undefined;
  readonly subjectId?: string | undefined;
}

/** The filters as they stand in the address; what is none is left out. */
export function useAuditSearch(): readonly [AuditSearch, (search: AuditSearch) => void] {
  const given: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const { actorKind, actorId, subjectKind, subjectId } = given;
  const search = useMemo(
    () => ({
      actorKind: oneOf(actorKind, actorKinds),
      actorId: idOf(actorId),
      subjectKind: oneOf(subjectKind, subjectKinds),
      subjectId: textOf(subjectId),
    }),
    [actorKind, actorId, subjectKind, subjectId],
  );
  const none: AuditSearch = { actorKind: undefined, actorId: undefined, subjectKind: undefined, subjectId: undefined };
  return [search, (next) => void navigate({ to: '.', search: { ...given, ...none, ...next } as never })];
}
