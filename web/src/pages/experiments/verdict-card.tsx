import type { ReactNode } from 'react';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { points, signed, verdictKey, verdictTone } from './experiment-words.ts';
import styles from './experiments.module.css';
import type { Experiment } from './use-experiments.ts';

/** The answer in words, how sure it is, what is missing, and what speaks against believing it. */
export function VerdictCard({ experiment, begin }: { readonly experiment: Experiment; readonly begin: ReactNode }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { verdict, treated, holdout, share, missing, sampleRatio } = experiment;
  const shareOf = ({ buyers, matured }: Experiment['treated']) =>
    format.percentFine(matured === 0 ? null : buyers / matured);
  const others = treated.otherCampaigns + holdout.otherCampaigns;
  return (
    <Card
      title={
        <span className={styles['head']}>
          <StoreLink path={`/campaigns/${experiment.campaignId}`}>
            <bdi>{experiment.name}</bdi>
          </StoreLink>
          <Badge tone={verdictTone[verdict]}>{t(verdictKey[verdict])}</Badge>
        </span>
      }
      hint={t('experiments.since', { since: format.dateTime(experiment.since), percent: experiment.holdoutPercent })}
    >
      <div className={styles['words']}>
        {sampleRatio.wrong ? (
          <Notice tone="bad">{t('experiments.ratioWrong')}</Notice>
        ) : verdict === 'no_holdout' ? (
          <Notice tone="warn" action={begin}>
            {t('experiments.noHoldout')}
          </Notice>
        ) : (
          <>
            {treated.matured + holdout.matured === 0 ? (
              <p>{t('experiments.nobodyYet', { people: treated.people + holdout.people })}</p>
            ) : (
              <p className={styles['answer']}>
                {t('experiments.share', { with: shareOf(treated), without: shareOf(holdout) })}
              </p>
            )}
            {share.interval && (
              <p>
                {share.liftInterval
                  ? t('experiments.lift', {
                      lift: signed(format.percent, share.lift),
                      low: signed(format.percent, share.liftInterval.low),
                      high: signed(format.percent, share.liftInterval.high),
                    })
                  : t('experiments.difference', {
                      difference: points(format, share.difference),
                      low: points(format, share.interval.low),
                      high: points(format, share.interval.high),
                    })}
              </p>
            )}
            {verdict === 'undecided' && <p>{t('experiments.undecided')}</p>}
            {missing && (
              <p>
                {missing.people === 0
                  ? t('experiments.smaller', { lift: format.percent(missing.plannedLift) })
                  : missing.days === null
                    ? t('experiments.missing.nobodyComes', {
                        people: missing.people,
                        lift: format.percent(missing.plannedLift),
                      })
                    : t('experiments.missing', {
                        ...{ people: missing.people, days: missing.days },
                        lift: format.percent(missing.plannedLift),
                      })}
              </p>
            )}
          </>
        )}
        {holdout.ownMessages > 0 && (
          <Notice tone="warn">{t('experiments.ownMessages', { people: holdout.ownMessages })}</Notice>
        )}
        {others > 0 && <Notice tone="warn">{t('experiments.otherCampaigns', { people: others })}</Notice>}
      </div>
    </Card>
  );
}
