import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Table } from '../../../ui/table.tsx';
import ui from '../../../ui/ui.module.css';
import { EndpointActions } from './endpoint-actions.tsx';
import type { Endpoint } from './webhook-data.ts';
import { endpointState, typeLabel } from './webhook-words.ts';
import styles from './webhooks.module.css';

export interface EndpointListProps {
  readonly endpoints: readonly Endpoint[];
  readonly onEdit: (endpoint: Endpoint) => void;
  readonly onDeliveries: (endpoint: Endpoint) => void;
}

export function EndpointList({ endpoints, onEdit, onDeliveries }: EndpointListProps) {
  const { t } = useI18n();
  const store = useStore();
  return (
    <Table
      stacks
      caption={t('webhooks.title')}
      rows={endpoints}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'url',
          head: t('webhooks.url'),
          cell: ({ url, description }) => (
            <>
              {description !== '' && (
                <>
                  <strong>{description}</strong>
                  <br />
                </>
              )}
              <span className={styles['address']}>{url}</span>
            </>
          ),
        },
        {
          key: 'types',
          head: t('webhooks.types'),
          cell: ({ eventTypes: types }) => types.map((type) => t(typeLabel(type))).join(' · '),
        },
        {
          key: 'state',
          head: t('webhooks.state'),
          cell: (endpoint) => <EndpointState endpoint={endpoint} onDeliveries={onDeliveries} />,
        },
        {
          key: 'actions',
          head: <span className="visually-hidden">{t('webhooks.actions')}</span>,
          cell: (endpoint) =>
            store.may('webhook-endpoints:write') && <EndpointActions endpoint={endpoint} onEdit={onEdit} />,
        },
      ]}
    />
  );
}

function EndpointState({
  endpoint,
  onDeliveries,
}: { readonly endpoint: Endpoint } & Pick<EndpointListProps, 'onDeliveries'>) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const { tone, label } = endpointState(endpoint);
  const { failingSince, offAt, previousSecretUntil } = endpoint;
  return (
    <>
      <Badge tone={tone}>{t(label)}</Badge>
      {offAt !== null && <p className={ui['help']}>{t('webhooks.off.at', { moment: format.dateTime(offAt) })}</p>}
      {offAt === null && failingSince !== null && (
        <p className={ui['help']}>{t('webhooks.failing.since', { moment: format.dateTime(failingSince) })}</p>
      )}
      {previousSecretUntil !== null && (
        <p className={ui['help']}>{t('webhooks.rotating', { moment: format.dateTime(previousSecretUntil) })}</p>
      )}
      <Button
        look="plain"
        aria-label={t('webhooks.deliveries.open', { name: nameOf(endpoint) })}
        onClick={() => onDeliveries(endpoint)}
      >
        {t('webhooks.deliveries')}
      </Button>
    </>
  );
}

export function nameOf({ description, url }: Endpoint): string {
  return description || url;
}
