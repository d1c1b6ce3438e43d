import type { ReactNode } from 'react';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { Table } from '../../ui/table.tsx';
import { channelKey, signed } from './experiment-words.ts';
import styles from './experiments.module.css';
import type { Channel, Experiment, Money, OrderFigure } from './use-experiments.ts';

/** What both groups spent in one currency, and three answers to what messages brought, which are never added up. */
export function MoneyCard({ experiment, money }: { readonly experiment: Experiment; readonly money: Money }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { currency, incremental, withoutPast, perPerson } = money;
  const write = (minor: number | null) => format.money(minor === null ? null : Math.round(minor), currency);
  const arms = (['treated', 'holdout'] as const).map((arm) => ({ arm, ...money[arm] }));
  const views: readonly View[] = [
    {
      key: 'incremental',
      name: t('experiments.view.incremental'),
      means: t('experiments.view.incremental.means'),
      amount: signed(write, incremental.amountMinor),
      interval: incremental.interval
        ? t('experiments.between', {
            low: signed(write, incremental.interval.low),
            high: signed(write, incremental.interval.high),
          })
        : t('experiments.between.tooFew'),
    },
    {
      key: 'link',
      name: t('experiments.view.link'),
      means: t('experiments.view.link.means'),
      orders: { count: money.link.orders, figure: 'link' },
      amount: write(money.link.amountMinor),
    },
    ...money.lastTouch.map(
      ({ channel, orders, amountMinor }): View => ({
        key: channel,
        name: t('experiments.view.lastTouch', { channel: t(channelKey[channel]) }),
        means: t('experiments.view.lastTouch.means'),
        orders: { count: orders, figure: 'last_touch', channel },
        amount: write(amountMinor),
      }),
    ),
  ];
  return (
    <Card title={t('experiments.money', { currency })} hint={t('experiments.money.hint')}>
      <div className={styles['words']}>
        <Table
          stacks
          caption={t('experiments.money', { currency })}
          rows={arms}
          keyOf={({ arm }) => arm}
          columns={[
            { key: 'arm', head: t('experiments.column.group'), cell: ({ arm }) => t(`experiments.arm.${arm}`) },
            {
              key: 'orders',
              head: t('experiments.column.orders'),
              numeric: true,
              cell: ({ arm, orders }) => (
                <OrdersLink
                  experiment={experiment}
                  figure={arm}
                  currency={currency}
                  label={t(`experiments.orders.${arm}`)}
                >
                  {format.number(orders)}
                </OrdersLink>
              ),
            },
            {
              key: 'amount',
              head: t('experiments.column.revenue'),
              numeric: true,
              cell: ({ amountMinor }) => write(amountMinor),
            },
            {
              key: 'perPerson',
              head: t('experiments.column.perPerson'),
              numeric: true,
              cell: ({ perPersonMinor }) => write(perPersonMinor),
            },
          ]}
        />
        {perPerson.interval && (
          <p>
            {t('experiments.perPerson', {
              difference: signed(write, perPerson.difference),
              low: signed(write, perPerson.interval.low),
              high: signed(write, perPerson.interval.high),
            })}
          </p>
        )}
        {withoutPast?.interval && (
          <p className={styles['quiet']}>
            {t('experiments.withoutPast', {
              difference: signed(write, withoutPast.difference),
              low: signed(write, withoutPast.interval.low),
              high: signed(write, withoutPast.interval.high),
            })}
          </p>
        )}
        <h3>{t('experiments.views')}</h3>
        <p className={styles['quiet']}>{t('experiments.views.hint')}</p>
        <Table
          stacks
          caption={t('experiments.views')}
          rows={views}
          keyOf={({ key }) => key}
          columns={[
            {
              key: 'view',
              head: t('experiments.column.view'),
              cell: ({ name, means }) => (
                <>
                  <div>{name}</div>
                  <div className={styles['quiet']}>{means}</div>
                </>
              ),
            },
            {
              key: 'orders',
              head: t('experiments.column.orders'),
              numeric: true,
              cell: ({ orders, name }) =>
                orders === undefined ? (
                  '–'
                ) : (
                  <OrdersLink
                    {...{ experiment, currency, figure: orders.figure, channel: orders.channel, label: name }}
                  >
                    {format.number(orders.count)}
                  </OrdersLink>
                ),
            },
            {
              key: 'amount',
              head: t('experiments.column.revenue'),
              numeric: true,
              cell: ({ amount, interval }) => (
                <>
                  <div>{amount}</div>
                  {interval !== undefined && <div className={styles['quiet']}>{interval}</div>}
                </>
              ),
            },
          ]}
        />
      </div>
    </Card>
  );
}

interface View {
  readonly key: string;
  readonly name: string;
  readonly means: string;
  readonly orders?: { readonly count: number; readonly figure: OrderFigure; readonly channel?: Channel };
  readonly amount: string;
  readonly interval?: string;
}

/** A number of orders as the way to them. */
function OrdersLink({
  experiment,
  figure,
  currency,
  channel,
  label,
  children,
}: {
  readonly experiment: Experiment;
  readonly figure: OrderFigure;
  readonly currency: string;
  readonly channel?: Channel | undefined;
  readonly label: string;
  readonly children: string;
}) {
  return (
    <StoreLink
      path="/experiments"
      label={`${label}: ${children}`}
      search={{ campaign: experiment.campaignId, figure, ...(currency && { currency }), ...(channel && { channel }) }}
    >
      {children as ReactNode}
    </StoreLink>
  );
}
