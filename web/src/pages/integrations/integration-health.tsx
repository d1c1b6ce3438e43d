import { useI18n } from '../../i18n/i18n-context.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import type { Integration, IntegrationDetail } from './use-integrations.ts';

export type HealthState = 'waiting' | 'works' | 'failing' | 'look_failed' | 'off' | 'uninstalled';

const tones: Readonly<Record<HealthState, Tone>> = {
  waiting: 'neutral',
  works: 'good',
  failing: 'warn',
  look_failed: 'warn',
  off: 'neutral',
  uninstalled: 'bad',
};

/** How an integration does: its state in one word, and how many deliveries of the last 30 days came to nothing. */
export function healthOf(integration: Integration | IntegrationDetail): {
  readonly state: HealthState;
  readonly failures: number;
} {
  const isDetail = 'deliveries' in integration;
  const failures = isDetail
    ? integration.deliveries.failed + integration.deliveries.refused + integration.deliveries.processed_in_part
    : 0;
  return { state: stateOf(integration, failures), failures };
}

function stateOf(integration: Integration | IntegrationDetail, failures: number): HealthState {
  if (integration.status === 'uninstalled') return 'uninstalled';
  if (integration.status === 'disabled') return 'off';
  if ('reconciliations' in integration && integration.reconciliations[0]?.status === 'failed') return 'look_failed';
  if (failures > 0) return 'failing';
  return integration.firstEventAt === null ? 'waiting' : 'works';
}

export function IntegrationBadge({ integration }: { readonly integration: Integration | IntegrationDetail }) {
  const { t } = useI18n();
  const { state } = healthOf(integration);
  return <Badge tone={tones[state]}>{t(`integrations.state.${state}`)}</Badge>;
}
