import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Facts } from '../../../ui/card.tsx';
import styles from './drift.module.css';
import type { DriftCheck } from './use-drift.ts';

type Group = DriftCheck['report']['realised'][number];
type Estimate = NonNullable<Group['now']>['logLoss'];

const digits = 3;

/** What came true, for people without a message and with one: only the first say whether the model is right. */
export function RealisedTable({ check }: { readonly check: DriftCheck }) {
  const { t } = useI18n();
  return (
    <section className={styles['facts']}>
      <h3>{t('drift.realised')}</h3>
      <p className={styles['quiet']}>{t('drift.realised.hint')}</p>
      {check.report.realised.map((group) => (
        <OfGroup key={group.group} group={group} />
      ))}
    </section>
  );
}

function OfGroup({ group: { group, now, past, cartsToSee } }: { readonly group: Group }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const figure = (value: number) => format.number(Number(value.toFixed(digits)));
  const write = (one: Estimate | null | undefined) =>
    one ? t('drift.estimate', { value: figure(one.value), low: figure(one.low), high: figure(one.high) }) : '–';
  const both = (one: Estimate | null | undefined, before: Estimate | null | undefined) =>
    before ? t('drift.before', { now: write(one), past: figure(before.value) }) : write(one);
  if (now === null) return <p>{t(`drift.group.${group}.none`)}</p>;
  return (
    <Facts
      facts={[
        [
          t(`drift.group.${group}`),
          t('drift.group.carts', {
            carts: now.carts,
            predicted: format.percent(now.predicted),
            bought: format.percent(now.bought / now.carts),
          }),
        ],
        [t('drift.auc'), both(now.auc, past?.auc)],
        [t('drift.logLoss'), both(now.logLoss, past?.logLoss)],
        [
          t('drift.error'),
          t('drift.error.text', { error: write(now.calibrationError), chance: figure(now.calibrationError.byChance) }),
        ],
        [t('drift.slope'), both(now.slope, past?.slope)],
        ...(cartsToSee === null ? [] : [[t('drift.toSee'), t('drift.toSee.text', { carts: cartsToSee })] as const]),
      ]}
    />
  );
}
