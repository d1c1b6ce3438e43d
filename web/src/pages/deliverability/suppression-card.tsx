import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SmallSelect } from '../../ui/field.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import { useToast } from '../../ui/toast.tsx';
import styles from './deliverability.module.css';
import {
  causeWords,
  channelWords,
  type Suppression,
  useFilters,
  useLift,
  useSuppressions,
} from './use-deliverability.ts';

/** Which addresses are not written to, and why; what was no wish of a customer can be lifted. */
export function SuppressionCard() {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const suppressions = useSuppressions();
  const [asked, setAsked] = useState<Suppression | null>(null);
  const lifts = store.may('suppressions:lift');
  const addressOf = ({ address }: Suppression) => address ?? t('deliverability.address.unknown');
  return (
    <Card title={t('deliverability.suppressions')} hint={t('deliverability.suppressions.hint')}>
      <Filters />
      <Loaded query={suppressions}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <EmptyState
                title={t('deliverability.suppressions.none')}
                text={t('deliverability.suppressions.none.text')}
              />
            );
          return (
            <>
              <Table
                stacks
                caption={t('deliverability.suppressions')}
                rows={items}
                keyOf={({ id }) => id}
                columns={[
                  { key: 'address', head: t('deliverability.address'), cell: addressOf },
                  {
                    key: 'channel',
                    head: t('deliverability.channel'),
                    cell: ({ channel }) => t(`channel.${channel}`),
                  },
                  {
                    key: 'cause',
                    head: t('deliverability.cause'),
                    cell: ({ cause, mayLift }) => (
                      <Badge tone={mayLift ? 'warn' : 'neutral'}>{t(`deliverability.cause.${cause}`)}</Badge>
                    ),
                  },
                  {
                    key: 'since',
                    head: t('deliverability.since'),
                    cell: ({ at }) => <span title={format.dateTimeLong(at)}>{format.dateTime(at)}</span>,
                  },
                  ...(lifts
                    ? [
                        {
                          key: 'action',
                          head: t('deliverability.action'),
                          cell: (one: Suppression) =>
                            one.mayLift ? (
                              <Button
                                aria-label={t('deliverability.lift.of', { address: addressOf(one) })}
                                onClick={() => setAsked(one)}
                              >
                                {t('deliverability.lift')}
                              </Button>
                            ) : (
                              '–'
                            ),
                        },
                      ]
                    : []),
                ]}
              />
              {suppressions.hasNextPage && (
                <p className={styles['more']}>
                  <Button disabled={suppressions.isFetchingNextPage} onClick={() => void suppressions.fetchNextPage()}>
                    {t('deliverability.more')}
                  </Button>
                </p>
              )}
            </>
          );
        }}
      </Loaded>
      <LiftDialog asked={asked} onClose={() => setAsked(null)} />
    </Card>
  );
}

function Filters() {
  const { t } = useI18n();
  const { channel, cause, set } = useFilters();
  return (
    <div className={styles['filters']}>
      <SmallSelect
        label={t('deliverability.filter.channel')}
        value={channel ?? ''}
        onChange={({ currentTarget }) => set({ channel: currentTarget.value })}
      >
        <option value="">{t('deliverability.filter.channel.all')}</option>
        {channelWords.map((word) => (
          <option key={word} value={word}>
            {t(`channel.${word}`)}
          </option>
        ))}
      </SmallSelect>
      <SmallSelect
        label={t('deliverability.filter.cause')}
        value={cause ?? ''}
        onChange={({ currentTarget }) => set({ cause: currentTarget.value })}
      >
        <option value="">{t('deliverability.filter.cause.all')}</option>
        {causeWords.map((word) => (
          <option key={word} value={word}>
            {t(`deliverability.cause.${word}`)}
          </option>
        ))}
      </SmallSelect>
    </div>
  );
}

function LiftDialog({ asked, onClose }: { readonly asked: Suppression | null; readonly onClose: () => void }) {
  const { t } = useI18n();
  const toast = useToast();
  const lift = useLift();
  const confirm = async (id: string) => {
    try {
      await lift.mutateAsync(id);
      toast({ text: t('deliverability.lift.done') });
    } catch (error) {
      const why = error instanceof ApiError ? error.message : t('error.unknown');
      toast({ text: t('deliverability.lift.failed', { why }) });
    }
    onClose();
  };
  return (
    <Dialog
      open={asked !== null}
      onClose={onClose}
      title={t('deliverability.lift.title')}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" disabled={lift.isPending} onClick={() => asked && void confirm(asked.id)}>
            {t('deliverability.lift.confirm')}
          </Button>
        </>
      }
    >
      {asked && (
        <p>
          {t('deliverability.lift.text', {
            address: asked.address ?? t('deliverability.address.unknown'),
            cause: t(`deliverability.cause.${asked.cause}`),
          })}
        </p>
      )}
    </Dialog>
  );
}
