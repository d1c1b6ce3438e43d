import { NumberLink } from '../../analytics/figure.tsx';
import { type MetricId, useMetric } from '../../analytics/query.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../i18n/message-key.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import { type ChannelRow, channelRows } from './channel-rows.ts';
import styles from './deliverability.module.css';

const byProvider: ('channel' | 'provider')[] = ['channel', 'provider'];

/** What became of the messages of the period, a row for each channel and provider; each number opens its messages. */
export function ChannelTable() {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const answers = {
    states: useMetric({ metric: 'messages', dimensions: [...byProvider, 'state'] }),
    deliveryStates: useMetric({ metric: 'messages', dimensions: [...byProvider, 'deliveryState'] }),
    delivered: useMetric({ metric: 'delivered', dimensions: byProvider }),
    bounced: useMetric({ metric: 'bounced', dimensions: byProvider }),
    complaints: useMetric({ metric: 'complaint_rate', dimensions: byProvider }),
    unsubscribes: useMetric({ metric: 'unsubscribe_rate', dimensions: byProvider }),
  };
  const { states, deliveryStates, delivered, bounced, complaints, unsubscribes } = answers;
  const failed = Object.values(answers).find(({ error, data }) => error !== null && data === undefined);
  const rows =
    states.data && deliveryStates.data && delivered.data && bounced.data && complaints.data && unsubscribes.data
      ? channelRows({
          states: states.data.rows,
          deliveryStates: deliveryStates.data.rows,
          delivered: delivered.data.rows,
          bounced: bounced.data.rows,
          complaints: complaints.data.rows,
          unsubscribes: unsubscribes.data.rows,
        })
      : null;
  const number = (
    head: MessageKey,
    count: (row: ChannelRow) => number,
    {
      metric,
      state,
      of,
    }: { readonly metric: MetricId; readonly state?: string; readonly of?: (row: ChannelRow) => number },
  ) => ({
    key: head,
    head: t(head),
    numeric: true,
    cell: (row: ChannelRow) => (
      <>
        <NumberLink
          metric={metric}
          filters={{ channel: row.channel, provider: row.provider, ...(state !== undefined && { state }) }}
        >
          {format.number(count(row))}
        </NumberLink>
        {of && of(row) > 0 && <span className={styles['rate']}>{format.percentFine(count(row) / of(row))}</span>}
      </>
    ),
  });
  // Of messages of which nothing is reported there is no rate.
  const ofTaken = (row: ChannelRow) => (isSilent(row) ? 0 : row.accepted);
  return (
    <Card title={t('deliverability.table')} hint={t('deliverability.table.hint')}>
      {failed ? (
        <ErrorState error={failed.error} retry={() => void failed.refetch()} />
      ) : rows === null ? (
        <Skeleton height={180} />
      ) : rows.length === 0 ? (
        <EmptyState title={t('deliverability.none')} text={t('deliverability.none.text')} />
      ) : (
        <Table
          stacks
          caption={t('deliverability.table')}
          rows={rows}
          keyOf={({ channel, provider }) => `${channel}:${provider}`}
          columns={[
            {
              key: 'channel',
              head: t('deliverability.channel'),
              cell: (row) => (
                <>
                  {t(`channel.${row.channel}` as MessageKey)} · {row.provider}
                  {isSilent(row) && <span className={styles['rate']}>{t('deliverability.silentProvider')}</span>}
                </>
              ),
            },
            number('deliverability.sent', ({ sent }) => sent, { metric: 'messages' }),
            number('deliverability.accepted', ({ accepted }) => accepted, {
              ...{ metric: 'messages', state: 'accepted', of: ({ sent }) => sent },
            }),
            number('deliverability.delivered', ({ delivered: count }) => count, { metric: 'delivered', of: ofTaken }),
            number('deliverability.bounced', ({ bounced: count }) => count, { metric: 'bounced', of: ofTaken }),
            number('deliverability.complained', ({ complained }) => complained, {
              ...{ metric: 'complaint_rate', of: ofTaken },
            }),
            number('deliverability.unsubscribed', ({ unsubscribed }) => unsubscribed, {
              ...{ metric: 'unsubscribe_rate', of: ofTaken },
            }),
            {
              key: 'failed',
              head: t('deliverability.failed'),
              numeric: true,
              cell: ({ failed: count, sent }) => (
                <>
                  {format.number(count)}
                  {count > 0 && <span className={styles['rate']}>{format.percentFine(count / sent)}</span>}
                </>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}

function isSilent({ accepted, delivered, bounced, complained, unsubscribed }: ChannelRow): boolean {
  return accepted > 0 && delivered + bounced + complained + unsubscribed === 0;
}
