import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/page-state.tsx';
import { refusalWords } from './refusal-words.ts';
import styles from './uplift.module.css';
import type { Evaluation } from './use-uplift.ts';

/** Whom the policy would leave alone, how many of them buy anyway, and what that brings. */
export function LeftAloneCard({ evaluation: { leftAlone, currency } }: { readonly evaluation: Evaluation }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { decisions, people, boughtAnyway, spentMinor, saved, refused } = leftAlone;
  const money = (minor: number) => format.money(Math.round(minor), currency);
  const percent = format.percentFine;
  return (
    <Card title={t('uplift.alone')} hint={t('uplift.alone.hint')}>
      {decisions === 0 ? (
        <EmptyState title={t('uplift.alone.none')} text={t('uplift.alone.none.text')} />
      ) : (
        <div className={styles['words']}>
          <p className={styles['answer']}>{t('uplift.alone.people', { people, spent: money(spentMinor) })}</p>
          {boughtAnyway && (
            <p>
              {t('uplift.alone.anyway', {
                share: percent(boughtAnyway.share),
                low: percent(boughtAnyway.interval.low),
                high: percent(boughtAnyway.interval.high),
              })}
            </p>
          )}
          {saved && (
            <p>
              {t('uplift.alone.saved', {
                saved: money(saved.minor),
                low: money(saved.interval.low),
                high: money(saved.interval.high),
              })}
            </p>
          )}
          {refused && <p className={styles['quiet']}>{refusalWords({ t, format }, refused)}</p>}
        </div>
      )}
    </Card>
  );
}
