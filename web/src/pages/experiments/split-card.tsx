import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../../api/api-error.ts';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useToast } from '../../ui/toast.tsx';
import { points, signed, splitVerdictKey, splitVerdictTone } from './experiment-words.ts';
import styles from './experiments.module.css';
import { PersonalComparison } from './personal-comparison.tsx';
import { experimentQueries, type Split } from './use-experiments.ts';

type Arm = Split['arms'][number];

/** What the ways of a split brought, and the winner that waits for its date. */
export function SplitCard({ split }: { readonly split: Split }) {
  const { t } = useI18n();
  const {
    allocation,
    choosesBy,
    goal,
    floorPercent,
    personal,
    verdict,
    missing,
    crossed,
    heldOut,
    otherCurrencyOrders,
  } = split;
  return (
    <Card
      title={
        <span className={styles['head']}>
          <span>{t('experiments.split', { id: split.splitId })}</span>
          <Badge tone={splitVerdictTone[verdict]}>{t(splitVerdictKey[verdict], { arm: split.best ?? '' })}</Badge>
        </span>
      }
      hint={t(`experiments.split.hint.${allocation}`, {
        percent: personal?.baselinePercent ?? floorPercent ?? 0,
      })}
    >
      <div className={styles['words']}>
        <Winner split={split} />
        {verdict === 'ratio_wrong' && (
          <Notice tone="bad">{t(personal ? 'experiments.personal.ratioWrong' : 'experiments.split.ratioWrong')}</Notice>
        )}
        {personal && <PersonalComparison {...{ split, personal }} />}
        <Arms split={split} />
        {personal && <p className={styles['quiet']}>{t('experiments.personal.arms')}</p>}
        {choosesBy === 'context' && <p className={styles['quiet']}>{t('experiments.personal.byContext')}</p>}
        <p className={styles['quiet']}>{t(`experiments.split.reads.${goal}`)}</p>
        {missing && missing.people > 0 && <p>{t('experiments.split.missing', { people: missing.people })}</p>}
        {allocation === 'learning' && <p className={styles['quiet']}>{t('experiments.split.weighted')}</p>}
        {crossed > 0 && (
          <p>{t(personal ? 'experiments.personal.crossed' : 'experiments.split.crossed', { people: crossed })}</p>
        )}
        {heldOut > 0 && <p>{t('experiments.split.heldOut', { people: heldOut })}</p>}
        {otherCurrencyOrders > 0 && <p>{t('experiments.split.otherCurrencies', { orders: otherCurrencyOrders })}</p>}
      </div>
    </Card>
  );
}

function Arms({ split }: { readonly split: Split }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { currency, arms } = split;
  const money = (minor: number | null) => (currency === null ? '–' : format.money(minor, currency));
  /** A number of an arm, and below it the difference to the first one. */
  const beside = (value: string, write: (value: number | null) => string, than: Difference | null) => (
    <>
      {value}
      <span className={styles['below']}>
        {than === null
          ? t('experiments.split.first')
          : than.difference === null
            ? t('experiments.split.nobody')
            : t(than.interval === null ? 'experiments.split.than' : 'experiments.split.thanRange', {
                difference: write(than.difference),
                low: write(than.interval?.low ?? null),
                high: write(than.interval?.high ?? null),
              })}
      </span>
    </>
  );
  const columns: readonly Column<Arm>[] = [
    { key: 'arm', head: t('experiments.split.arm'), cell: ({ id }) => <bdi>{id}</bdi> },
    {
      key: 'now',
      head: t(split.personal ? 'experiments.personal.soFar' : 'experiments.split.now'),
      numeric: true,
      cell: ({ share }) => format.percentFine(share),
    },
    { key: 'people', head: t('experiments.column.people'), numeric: true, cell: ({ people }) => format.number(people) },
    {
      key: 'matured',
      head: t('experiments.column.matured'),
      numeric: true,
      cell: ({ matured }) => format.number(matured),
    },
    { key: 'orders', head: t('experiments.split.orders'), numeric: true, cell: ({ orders }) => format.number(orders) },
  ];
  const comparing: readonly Column<Arm>[] = [
    {
      key: 'share',
      head: t('experiments.column.share'),
      numeric: true,
      cell: ({ buyingShare, than }) =>
        beside(
          format.percentFine(buyingShare),
          (value) => t('experiments.split.points', { value: points(format, value) }),
          than?.recovered ?? null,
        ),
    },
    {
      key: 'perPerson',
      head: t('experiments.split.perPerson'),
      numeric: true,
      cell: ({ perPersonMinor, than }) =>
        beside(money(perPersonMinor), (value) => signed(money, value), than?.revenue ?? null),
    },
  ];
  return (
    <Table
      stacks
      caption={t('experiments.split.table', { id: split.splitId })}
      rows={arms}
      keyOf={({ id }) => id}
      columns={split.personal ? columns : [...columns, ...comparing]}
    />
  );
}
type Difference = NonNullable<Arm['than']>['recovered'];

function Winner({ split }: { readonly split: Split }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const queries = useQueryClient();
  const toast = useToast();
  const { winner } = split;
  const decide = useMutation({
    mutationFn: (decision: 'apply' | 'object') => {
      const params = { path: { id: split.campaignId, splitId: split.splitId } };
      return data(
        decision === 'apply'
          ? store.api.POST('/v1/campaigns/{id}/splits/{splitId}/apply', { params })
          : store.api.POST('/v1/campaigns/{id}/splits/{splitId}/object', { params }),
      );
    },
    onSuccess: async (_, decision) => {
      await queries.invalidateQueries({ queryKey: experimentQueries.of(store) });
      toast({ text: t(decision === 'apply' ? 'experiments.winner.applyDone' : 'experiments.winner.objectDone') });
    },
  });
  if (winner === null) return null;
  const { arm } = winner;
  const at = format.dateTime(winner.decidedAt ?? winner.dueAt);
  if (winner.state === 'objected') return <Notice>{t('experiments.winner.objected', { arm, at })}</Notice>;
  if (winner.state === 'applied') return <Notice tone="good">{t('experiments.winner.applied', { arm, at })}</Notice>;
  const buttons = store.may('campaigns:write') && (
    <span className={styles['head']}>
      <Button look="primary" onClick={() => decide.mutate('apply')} disabled={decide.isPending}>
        {t('experiments.winner.apply')}
      </Button>
      <Button onClick={() => decide.mutate('object')} disabled={decide.isPending}>
        {t('experiments.winner.object')}
      </Button>
    </span>
  );
  return (
    <>
      <Notice tone="warn" action={buttons}>
        {t('experiments.winner.proposed', { arm, at })}
      </Notice>
      {decide.error instanceof ApiError && <Notice tone="bad">{decide.error.message}</Notice>}
    </>
  );
}
