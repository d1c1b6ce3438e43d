import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/card.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import styles from '../integrations.module.css';
import { type DeliveryDetail, integrationKey } from '../use-integrations.ts';
import { DeliveryReason } from './delivery-reason.tsx';

/** A delivery that is being worked on is asked for again until it is settled. */
const unsettledMs = 1_000;

/** One delivery: what became of it and of each event in it, its body, and the way to work on it once more. */
export function DeliveryDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useI18n();
  const store = useStore();
  const queryClient = useQueryClient();
  const toast = useToast();
  const key = ['store', store.id, 'webhook-delivery', id];
  const params = { params: { path: { id } } };
  const delivery = useQuery({
    queryKey: key,
    queryFn: () => data(store.api.GET('/v1/webhook-deliveries/{id}', params)),
    refetchInterval: ({ state }) => (state.data?.status === 'received' ? unsettledMs : false),
  });
  const replay = useMutation({
    mutationFn: () => data(store.api.POST('/v1/webhook-deliveries/{id}/replay', params)),
    onSuccess: async () => {
      toast({ text: t('integrations.replayed') });
      await queryClient.invalidateQueries({ queryKey: key });
      if (delivery.data)
        await queryClient.invalidateQueries({ queryKey: integrationKey(store.id, delivery.data.integrationId) });
    },
  });
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('integrations.delivery')}
      actions={
        <>
          {store.may('webhooks:replay') && (
            <Button onClick={() => replay.mutate()} disabled={replay.isPending || delivery.data?.status === 'received'}>
              {t('integrations.replay')}
            </Button>
          )}
          <Button look="primary" onClick={onClose}>
            {t('action.close')}
          </Button>
        </>
      }
    >
      <Loaded query={delivery} height={240}>
        {(shown) => <Shown delivery={shown} />}
      </Loaded>
      {replay.error && <Notice tone="bad">{replay.error.message}</Notice>}
      {store.may('webhooks:replay') && <p className={styles['quiet']}>{t('integrations.replay.hint')}</p>}
    </Dialog>
  );
}

function Shown({ delivery }: { readonly delivery: DeliveryDetail }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { body, events } = delivery;
  return (
    <div className={ui['stack']}>
      <Facts
        facts={[
          [t('integrations.delivery.at'), format.dateTimeLong(delivery.receivedAt)],
          [t('integrations.delivery.topic'), <code key="topic">{delivery.topic}</code>],
          [
            t('integrations.delivery.fate'),
            <div key="fate">
              {t(`integrations.delivery.${delivery.status}`)}
              <DeliveryReason delivery={delivery} />
            </div>,
          ],
          [t('integrations.delivery.attempts'), format.number(delivery.attempts)],
          [
            t('integrations.delivery.platformId'),
            delivery.deliveryId ? <CopyText key="id" text={delivery.deliveryId} /> : '–',
          ],
        ]}
      />
      {events && events.length > 0 && (
        <div>
          <h3>{t('integrations.delivery.events')}</h3>
          <ul>
            {events.map((event, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: events of one delivery never change their order
              <li key={index}>
                {t(`integrations.event.${event.status}`)} <code>{event.id ?? '–'}</code>
                {event.path && <code> {event.path}</code>} {event.message}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <h3>{t('integrations.delivery.body')}</h3>
        {delivery.masked && <p className={styles['quiet']}>{t('integrations.delivery.masked')}</p>}
        {body.content === '' ? (
          <p>{t('integrations.delivery.noBody')}</p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          <section className={styles['body']} tabIndex={0} aria-label={t('integrations.delivery.body')}>
            <pre>{body.encoding === 'text' ? pretty(body.content) : body.content}</pre>
          </section>
        )}
      </div>
    </div>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
