import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Card, Facts } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { refusalWords } from './refusal-words.ts';
import styles from './uplift.module.css';
import type { Evaluation, Policy } from './use-uplift.ts';

type Verdict = 'more' | 'less' | 'undecided' | 'refused';

const tones: Readonly<Record<Verdict, Tone>> = { more: 'good', less: 'bad', undecided: 'neutral', refused: 'warn' };

export function verdictOf({ difference }: Pick<Evaluation, 'difference'>): Verdict {
  if (difference.kind === 'refused') return 'refused';
  const { low, high } = difference.difference.interval;
  if (low > 0) return 'more';
  return high < 0 ? 'less' : 'undecided';
}

/** What a policy would have brought beside the current rules, or why nobody can say. */
export function EstimateCard({ policy, evaluation }: { readonly policy: Policy; readonly evaluation: Evaluation }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { difference, currency, judged, judgedOn, rules } = evaluation;
  const verdict = verdictOf(evaluation);
  const each = (minor: number) => format.money(Math.round(minor), currency);
  const between = ({ low, high }: { readonly low: number; readonly high: number }) =>
    t('uplift.between', { low: each(low), high: each(high) });
  const valueText = (estimate: Evaluation['policy']) => {
    if (estimate.kind === 'refused') return '–';
    const { value, interval } = estimate.doublyRobust ?? estimate.snips;
    return `${each(value)} (${between(interval)})`;
  };
  return (
    <Card
      title={
        <span className={styles['head']}>
          <bdi>{t('uplift.policy.version', { name: policy.name, version: policy.version })}</bdi>
          <Badge tone={tones[verdict]}>{t(`uplift.verdict.${verdict}`)}</Badge>
        </span>
      }
      hint={t('uplift.estimate.hint', { at: format.dateTime(policy.evaluatedAt) })}
    >
      <div className={styles['words']}>
        {difference.kind === 'refused' ? (
          <Notice tone="warn">{refusalWords({ t, format }, difference)}</Notice>
        ) : (
          <>
            <p className={styles['answer']}>
              {t('uplift.estimate', {
                value: each(difference.difference.value),
                between: between(difference.difference.interval),
              })}
            </p>
            <p>{t('uplift.estimate.how', { decisions: difference.decisions, people: difference.people })}</p>
          </>
        )}
        <Facts
          facts={[
            [t('uplift.fact.policy'), valueText(evaluation.policy)],
            [t('uplift.fact.rules'), valueText(rules)],
            [t('uplift.fact.judgedOn'), format.number(judgedOn)],
            [
              t('uplift.fact.sample'),
              difference.kind === 'refused' ? '–' : format.number(Math.floor(difference.effectiveSample)),
            ],
          ]}
        />
        {judged > 1 && <p className={styles['quiet']}>{t('uplift.judged', { judged })}</p>}
      </div>
    </Card>
  );
}
