import { useState } from 'react';
import { refusalText } from '../../../app/refusal-text.ts';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SmallSelect } from '../../../ui/field.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import { nameOf } from './endpoint-list.tsx';
import {
  type Delivery,
  type DeliveryState,
  deliveryStates,
  type Endpoint,
  useDeliveries,
  useEndpointCommands,
} from './webhook-data.ts';
import { deliveryState, reasonText, typeLabel } from './webhook-words.ts';
import styles from './webhooks.module.css';

/** What was retried for three days, and a little more: older failures are looked at one by one. */
const replayedMs = 7 * 86_400_000;

interface DeliveriesDialogProps {
  readonly endpoint: Endpoint;
  readonly onClose: () => void;
}

/** What an endpoint was told and what became of it, and the ways to send it again. */
export function DeliveriesDialog({ endpoint, onClose }: DeliveriesDialogProps) {
  const { t } = useI18n();
  const [state, setState] = useState<DeliveryState | undefined>(undefined);
  const deliveries = useDeliveries(endpoint.id, state);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('webhooks.deliveries.of', { name: nameOf(endpoint) })}
      actions={<Button onClick={onClose}>{t('action.close')}</Button>}
    >
      <div className={ui['stack']}>
        <div className={ui['row']}>
          <SmallSelect
            label={t('webhooks.filter')}
            value={state ?? ''}
            onChange={({ target }) => setState(deliveryStates.find((one) => one === target.value))}
          >
            <option value="">{t('webhooks.filter.all')}</option>
            {deliveryStates.map((one) => (
              <option key={one} value={one}>
                {t(`webhooks.state.${one}`)}
              </option>
            ))}
          </SmallSelect>
          <ReplayFailed endpoint={endpoint} />
        </div>
        <Loaded query={deliveries}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0)
              return <EmptyState title={t('webhooks.deliveries.none')} text={t('webhooks.deliveries.none.text')} />;
            return (
              <>
                <DeliveryTable endpoint={endpoint} items={items} />
                {deliveries.hasNextPage && (
                  <Button disabled={deliveries.isFetchingNextPage} onClick={() => void deliveries.fetchNextPage()}>
                    {t('webhooks.deliveries.older')}
                  </Button>
                )}
              </>
            );
          }}
        </Loaded>
      </div>
    </Dialog>
  );
}

function ReplayFailed({ endpoint }: { readonly endpoint: Endpoint }) {
  const { t } = useI18n();
  const { may } = useStore();
  const toast = useToast();
  const { replayFailed } = useEndpointCommands();
  if (!may('webhook-endpoints:write') || endpoint.status === 'off') return null;
  const send = () =>
    replayFailed.mutate(
      { id: endpoint.id, since: new Date(Date.now() - replayedMs).toISOString() },
      {
        onSuccess: ({ replayed, more }) =>
          toast({ text: t(more ? 'webhooks.replayed.more' : 'webhooks.replayed', { replayed }) }),
        onError: (error) => toast({ text: refusalText(t, error) }),
      },
    );
  return (
    <Button disabled={replayFailed.isPending} onClick={send}>
      {t('webhooks.replayFailed')}
    </Button>
  );
}

function DeliveryTable({ endpoint, items }: { readonly endpoint: Endpoint; readonly items: readonly Delivery[] }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const mayReplay = store.may('webhook-endpoints:write') && endpoint.status === 'active';
  return (
    <Table
      stacks
      caption={t('webhooks.deliveries')}
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'event',
          head: t('webhooks.event'),
          cell: (delivery) => (
            <>
              {t(typeLabel(delivery.type))} {delivery.isTest && <Badge>{t('webhooks.isTest')}</Badge>}
              <br />
              <span className={ui['help']} title={format.dateTimeLong(delivery.createdAt)}>
                {format.dateTime(delivery.createdAt)}
              </span>
              <Contents delivery={delivery} />
            </>
          ),
        },
        { key: 'state', head: t('webhooks.state'), cell: (delivery) => <State delivery={delivery} /> },
        {
          key: 'actions',
          head: <span className="visually-hidden">{t('webhooks.actions')}</span>,
          cell: (delivery) => mayReplay && <Replay delivery={delivery} />,
        },
      ]}
    />
  );
}

function State({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const { tone, label } = deliveryState(delivery);
  const why = reasonText(t, delivery);
  const { attempts, statusCode, durationMs, dueAt } = delivery;
  return (
    <>
      <Badge tone={tone}>{t(label)}</Badge>
      {why !== null && <p className={ui['help']}>{why}</p>}
      {attempts > 0 && (
        <p className={ui['help']}>
          {t('webhooks.attempts', { attempts })}
          {statusCode !== null && ` · HTTP ${statusCode}`}
          {durationMs !== null && ` · ${t('webhooks.took', { ms: durationMs })}`}
        </p>
      )}
      {dueAt !== null && attempts > 0 && (
        <p className={ui['help']}>{t('webhooks.next', { moment: format.dateTime(dueAt) })}</p>
      )}
    </>
  );
}

function Contents({ delivery: { eventId, body, answer } }: { readonly delivery: Delivery }) {
  const { t } = useI18n();
  return (
    <details>
      <summary>{t('webhooks.contents')}</summary>
      <p className={ui['help']}>
        webhook-id: <code className={styles['address']}>{eventId}</code>
      </p>
      <pre className={styles['text']}>{JSON.stringify(JSON.parse(body), null, 2)}</pre>
      <p className={ui['help']}>{t(answer ? 'webhooks.answer' : 'webhooks.answer.none')}</p>
      {answer && <pre className={styles['text']}>{answer}</pre>}
    </details>
  );
}

function Replay({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useI18n();
  const toast = useToast();
  const { replay } = useEndpointCommands();
  const again = () =>
    replay.mutate(delivery, {
      onSuccess: () => toast({ text: t('webhooks.replay.sent') }),
      onError: (error) => toast({ text: refusalText(t, error, { conflict: 'webhooks.replay.underWay' }) }),
    });
  return (
    <Button disabled={replay.isPending || (delivery.state === 'waiting' && delivery.attempts === 0)} onClick={again}>
      {t(delivery.state === 'waiting' ? 'webhooks.replay.now' : 'webhooks.replay')}
    </Button>
  );
}
