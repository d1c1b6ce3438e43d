import { Fragment } from 'react';
import { useStore } from '../../../app/session.ts';
import { TimeChart } from '../../../charts/time-chart.tsx';
import type { TimePoint } from '../../../charts/time-series.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { ReasonText } from '../../../i18n/reason-text.tsx';
import { Facts } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Table } from '../../../ui/table.tsx';
import { type Channel, channels } from '../campaign-types.ts';
import styles from './dry-run.module.css';
import type { DryRunReport, Examples } from './dry-run-types.ts';

interface Explains {
  readonly onExplain: (cartId: string) => void;
}

/** The figures of a run: what it comes to, when messages go out, and what becomes of each step and of the carts. */
export function DryRunFigures({ report, onExplain }: { readonly report: DryRunReport } & Explains) {
  const { t } = useI18n();
  const format = useFormat(report.range.timeZone);
  const { messages, days, hours } = report;
  const used = channels.filter((channel) => messages[channel] > 0);
  const series = used.map((channel) => ({
    ...{ key: channel, label: t(`channel.${channel}`), color: `--chart-${channel}` },
  }));
  const words = (bucket: string) => ({ bucket, total: t('dryRun.chart.total'), before: '' });
  const chart = { series, format: format.number };
  const pointsOf = (
    buckets: readonly string[],
    rows: readonly { readonly bucket: string; readonly channel: Channel; readonly messages: number }[],
  ): readonly TimePoint[] =>
    buckets.map((bucket) => ({
      bucket,
      values: Object.fromEntries(
        used.map((channel) => [
          channel,
          rows.find((row) => row.bucket === bucket && row.channel === channel)?.messages ?? 0,
        ]),
      ),
    }));
  const byDay = days.map(({ day, ...row }) => ({ ...row, bucket: day }));
  const byHour = hours.map(({ hour, ...row }) => ({ ...row, bucket: String(hour) }));
  return (
    <>
      {report.truncated && <Notice tone="warn">{t('dryRun.truncated')}</Notice>}
      <Sums report={report} />
      {used.length > 0 && (
        <div className={styles['charts']}>
          <section>
            <h3>{t('dryRun.chart.hours')}</h3>
            <TimeChart
              {...chart}
              label={t('dryRun.chart.hours')}
              points={pointsOf([...Array(24).keys()].map(String), byHour)}
              labelOf={(hour) => `${hour.padStart(2, '0')}:00`}
              words={words(t('dryRun.chart.hour'))}
              height={180}
            />
          </section>
          <section>
            <h3>{t('dryRun.chart.days')}</h3>
            <TimeChart
              {...chart}
              label={t('dryRun.chart.days')}
              points={pointsOf([...new Set(days.map(({ day }) => day))], byDay)}
              labelOf={format.day}
              words={words(t('dryRun.chart.day'))}
              height={180}
            />
          </section>
        </div>
      )}
      <h3>{t('dryRun.steps')}</h3>
      <StepTable steps={report.steps} onExplain={onExplain} />
      <h3>{t('dryRun.outcomes')}</h3>
      <Table
        caption={t('dryRun.outcomes')}
        stacks
        rows={report.outcomes}
        keyOf={({ outcome, reason }) => `${outcome}/${reason}`}
        columns={[
          { key: 'outcome', head: t('dryRun.what'), cell: ({ outcome }) => t(`dryRun.outcome.${outcome}`) },
          { key: 'reason', head: t('dryRun.why'), cell: ({ reason }) => <ReasonText code={reason} /> },
          { key: 'carts', head: t('dryRun.count'), numeric: true, cell: ({ carts }) => format.number(carts) },
          {
            key: 'examples',
            head: t('dryRun.examples'),
            cell: ({ examples }) => <ExampleList examples={examples} onExplain={onExplain} />,
          },
        ]}
      />
      <p className={styles['quiet']}>{t('dryRun.approximate')}</p>
    </>
  );
}

function Sums({
  report: { carts, reached, people, messages, cost, revenue, discounts, currency },
}: {
  readonly report: DryRunReport;
}) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const all = channels.reduce((sum, channel) => sum + messages[channel], 0);
  const money = currency ?? store.currency ?? 'EUR';
  const price = (channel: Channel) => {
    // A message may cost less than the smallest coin.
    const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
      ...{ style: 'currency', currency: money },
    }).resolvedOptions();
    return `${format.number(cost.prices[channel] / 10 ** digits)} ${money}`;
  };
  return (
    <Facts
      facts={[
        [t('dryRun.carts'), format.number(carts)],
        [t('dryRun.reached'), format.number(reached)],
        [t('dryRun.people'), format.number(people)],
        [t('dryRun.messages'), format.number(all)],
        [
          t('dryRun.cost'),
          <>
            {format.money(cost.amountMinor, money)}
            <span className={styles['note']}>
              {t('dryRun.cost.assumed', { email: price('email'), sms: price('sms'), push: price('push') })}
            </span>
          </>,
        ],
        [
          t('dryRun.revenue'),
          revenue.kind === 'estimate' ? (
            <>
              {format.money(revenue.amountMinor, revenue.currency)}
              <span className={styles['note']}>
                {t('dryRun.revenue.between', {
                  low: format.money(revenue.lowMinor, revenue.currency),
                  high: format.money(revenue.highMinor, revenue.currency),
                  recovered: format.number(revenue.recovered),
                  recoveries: format.number(revenue.recoveries),
                })}
              </span>
            </>
          ) : (
            t('dryRun.revenue.none', { recoveries: revenue.recoveries, recovered: revenue.recovered })
          ),
        ],
        ...(discounts === null
          ? []
          : [
              [
                t('dryRun.discounts'),
                <Fragment key="discounts">
                  {format.money(discounts.expectedMinor ?? discounts.mostMinor, money)}
                  <span className={styles['note']}>
                    {t(discounts.expectedMinor === null ? 'dryRun.discounts.most' : 'dryRun.discounts.expected', {
                      codes: discounts.codes,
                      most: format.money(discounts.mostMinor, money),
                    })}
                  </span>
                </Fragment>,
              ] as const,
            ]),
      ]}
    />
  );
}

interface StepLine {
  readonly key: string;
  readonly stepId: string;
  readonly channel: Channel | null;
  readonly what: 'sent' | 'waits' | 'skipped';
  readonly reason: string | null;
  readonly count: number;
  readonly when: string | null;
  readonly examples: Examples;
}

function StepTable({ steps, onExplain }: { readonly steps: DryRunReport['steps'] } & Explains) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const lines = steps.flatMap(
    ({ stepId, channel, sent, firstAt, lastAt, examples, skipped, postponed }): StepLine[] => {
      const of = (what: StepLine['what'], rows: typeof skipped): StepLine[] =>
        rows.map(({ reason, count, examples: carts }) => ({
          ...{ key: `${stepId}/${channel}/${what}/${reason}`, stepId, channel, what, reason, count },
          ...{ when: null, examples: carts },
        }));
      const when = firstAt && `${format.dateTime(firstAt)} – ${format.dateTime(lastAt)}`;
      const line: StepLine = {
        ...{ key: `${stepId}/${channel}`, stepId, channel, what: 'sent', reason: null, count: sent, when, examples },
      };
      return [...(sent > 0 ? [line] : []), ...of('waits', postponed), ...of('skipped', skipped)];
    },
  );
  if (lines.length === 0) return <p className={styles['quiet']}>{t('dryRun.noSteps')}</p>;
  return (
    <Table
      caption={t('dryRun.steps')}
      stacks
      rows={lines}
      keyOf={({ key }) => key}
      columns={[
        { key: 'step', head: t('dryRun.step'), cell: ({ stepId }) => <code>{stepId}</code> },
        {
          key: 'channel',
          head: t('dryRun.channel'),
          cell: ({ channel }) => (channel === null ? t('dryRun.anyChannel') : t(`channel.${channel}`)),
        },
        {
          key: 'what',
          head: t('dryRun.what'),
          cell: ({ what, reason, when }) => (
            <>
              {what === 'sent' && <strong>{t('dryRun.sent')}</strong>}
              {what === 'waits' && `${t('dryRun.waits')}: `}
              {reason !== null && <ReasonText code={reason} />}
              {when !== null && <span className={styles['note']}>{when}</span>}
            </>
          ),
        },
        { key: 'count', head: t('dryRun.count'), numeric: true, cell: ({ count }) => format.number(count) },
        {
          key: 'examples',
          head: t('dryRun.examples'),
          cell: ({ examples }) => <ExampleList examples={examples} onExplain={onExplain} />,
        },
      ]}
    />
  );
}

/** Carts of a number; each opens its explanation. */
function ExampleList({ examples, onExplain }: { readonly examples: Examples } & Explains) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  if (examples.length === 0) return null;
  return (
    <details>
      <summary>{t('dryRun.showExamples', { count: examples.length })}</summary>
      <ul className={styles['examples']}>
        {examples.map(({ cartId, at }) => (
          <li key={`${cartId}/${at}`}>
            <button
              type="button"
              className={styles['example']}
              aria-label={t('dryRun.explainCart', { at: format.dateTime(at) })}
              onClick={() => onExplain(cartId)}
            >
              {format.dateTime(at)}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
