import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { data, type paths } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import type { Format } from '../../i18n/format.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import type { Translate } from '../../i18n/translate.ts';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import styles from './home.module.css';

type Alert = paths['/v1/alerts']['get']['responses'][200]['content']['application/json']['items'][number];

const refetchMs = 30_000;

/** What needs a person; when nothing does, one quiet line. */
export function Alerts() {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const alerts = useQuery({
    queryKey: ['store', store.id, 'alerts'],
    queryFn: () => data(store.api.GET('/v1/alerts')),
    refetchInterval: refetchMs,
  });
  return (
    <Loaded query={alerts} height={24}>
      {({ items }) =>
        items.length === 0 ? (
          <p className={styles['calm']}>
            <CircleCheck size={16} aria-hidden="true" />
            {t('home.alerts.none')}
          </p>
        ) : (
          <ul className={styles['alerts']} aria-label={t('home.alerts')}>
            {items.map((alert) => (
              <li key={keyOf(alert)}>
                <Notice
                  tone={toneOf(alert)}
                  action={
                    <Link
                      to={`/stores/$storeId${placeOf(alert)}` as '/stores/$storeId'}
                      params={{ storeId: store.id }}
                      search={searchOf(alert)}
                    >
                      {t(`home.alert.${alert.kind}.action`)}
                    </Link>
                  }
                >
                  {textOf(alert, t, format)}
                </Notice>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function keyOf(alert: Alert): string {
  if (alert.kind === 'provider_failing') return `${alert.kind}:${alert.provider}`;
  if (alert.kind === 'endpoint_failing') return `${alert.kind}:${alert.endpointId}`;
  if (alert.kind === 'content_template_stopped') return `${alert.kind}:${alert.template}`;
  if (alert.kind === 'channel_paused') return `${alert.kind}:${alert.channel}`;
  if (alert.kind === 'model_drift') return `${alert.kind}:${alert.version}`;
  if (alert.kind === 'own_domain_failing') return `${alert.kind}:${alert.domain}`;
  if (alert.kind === 'offer_codes_low') return `${alert.kind}:${alert.offerId}`;
  if (alert.kind === 'rollout_rolled_back') return `${alert.kind}:${alert.rolloutId}`;
  return 'integrationId' in alert ? `${alert.kind}:${alert.integrationId}` : alert.kind;
}

function toneOf({ kind }: Alert): 'bad' | 'warn' {
  return kind === 'events_stopped' ||
    kind === 'provider_failing' ||
    kind === 'channel_paused' ||
    kind === 'sender_domain'
    ? 'bad'
    : 'warn';
}

/** Where one does something about it. */
function placeOf(alert: Alert): string {
  switch (alert.kind) {
    case 'events_stopped':
    case 'webhooks_failing':
    case 'reconciliation_failing':
      return '/integrations';
    case 'provider_failing':
    case 'channel_paused':
    case 'sender_domain':
      return '/deliverability';
    case 'endpoint_failing':
      return '/settings/webhooks';
    case 'own_domain_failing':
      return '/settings/brand';
    case 'content_template_stopped':
      return '/settings/phone';
    case 'dead_letters':
      return '/dead-letters';
    case 'privacy_requests':
      return '/settings/privacy';
    case 'offer_codes_low':
      return '/offers';
    case 'rollout_rolled_back':
    case 'model_drift':
      return '/models';
    case 'no_active_campaign':
      return '/campaigns';
  }
}

/** What stands open on that page. */
function searchOf(alert: Alert): Record<string, string> {
  if (alert.kind === 'rollout_rolled_back') return { tab: 'rollouts' };
  if (alert.kind === 'model_drift') return { tab: 'drift' };
  return alert.kind === 'offer_codes_low' ? { codes: alert.offerId } : {};
}

function textOf(alert: Alert, t: Translate, format: Format): string {
  const since = format.relative(alert.since);
  switch (alert.kind) {
    case 'events_stopped':
      return t('home.alert.events_stopped', { since, expected: alert.expectedEvents });
    case 'provider_failing':
      return t('home.alert.provider_failing', {
        provider: alert.provider,
        failed: alert.failed,
        attempted: alert.attempted,
        code: alert.errorCode ?? '–',
      });
    case 'webhooks_failing':
      return t('home.alert.webhooks_failing', { failed: alert.failed });
    case 'reconciliation_failing':
      return t('home.alert.reconciliation_failing', { since, cause: alert.cause ?? '–' });
    case 'content_template_stopped':
      return t('home.alert.content_template_stopped', { template: alert.template, code: alert.code });
    case 'own_domain_failing':
      return t(alert.isLost ? 'home.alert.own_domain_failing.lost' : 'home.alert.own_domain_failing', {
        ...{ domain: alert.domain, since: format.dateTime(alert.since) },
      });
    case 'endpoint_failing':
      return t(alert.isOff ? 'home.alert.endpoint_failing.off' : 'home.alert.endpoint_failing', {
        since,
        name: alert.description || '–',
      });
    case 'dead_letters':
      return t('home.alert.dead_letters', { letters: alert.letters, proposed: alert.proposed });
    case 'privacy_requests':
      return t('home.alert.privacy_requests', { open: alert.open, due: format.dateTime(alert.dueAt) });
    case 'channel_paused':
      return t('home.alert.channel_paused', { since, channel: t(`channel.${alert.channel}`) });
    case 'sender_domain':
      return t('home.alert.sender_domain', {
        domain: alert.domain,
        records: alert.records.map((kind) => kind.toUpperCase()).join(', '),
      });
    case 'offer_codes_low':
      return t('home.alert.offer_codes_low', { name: alert.name, left: alert.left });
    case 'rollout_rolled_back':
      return t('home.alert.rollout_rolled_back', {
        version: alert.version,
        gates: alert.gates.map((gate) => t(`rollouts.gate.${gate}`)).join(', '),
      });
    case 'model_drift':
      return t(`home.alert.model_drift.${alert.cause}`, { since, version: alert.version });
    case 'no_active_campaign':
      return t('home.alert.no_active_campaign');
  }
}
