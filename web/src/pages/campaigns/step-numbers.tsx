import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../i18n/message-key.ts';
import { ReasonText } from '../../i18n/reason-text.tsx';
import type { StepCount, StepCounts } from './campaign-types.ts';
import { channelKey } from './campaign-words.ts';
import styles from './campaigns.module.css';

const figures = ['sent', 'delivered', 'clicked', 'bought'] as const;
const figureKey: Readonly<Record<StepCount['figure'], MessageKey>> = {
  sent: 'campaigns.figure.sent',
  delivered: 'campaigns.figure.delivered',
  clicked: 'campaigns.figure.clicked',
  bought: 'campaigns.figure.bought',
  skipped: 'campaigns.figure.skipped',
  waiting: 'campaigns.figure.waiting',
};

/** What became of a step in the period. Each number opens the carts that it counts. */
export function StepNumbers({
  stepId,
  numbers,
  isMessage = true,
}: {
  readonly stepId: string;
  readonly numbers: StepCounts;
  /** Another step of a flow has no figures but who waits at it. */
  readonly isMessage?: boolean;
}) {
  const { t } = useI18n();
  const own = numbers.counts.filter((one) => one.stepId === stepId);
  const skipped = own.filter(({ figure }) => figure === 'skipped').sort((a, b) => b.count - a.count);
  const waiting = own.find(({ figure }) => figure === 'waiting')?.count ?? 0;
  if (own.length === 0) return isMessage ? <p className={styles['noNumbers']}>{t('campaigns.noNumbers')}</p> : null;
  return (
    <div className={styles['numbers']}>
      <span className={styles['figures']}>
        {waiting > 0 && <Figure stepId={stepId} figure="waiting" count={waiting} label={t(figureKey.waiting)} />}
        {(isMessage ? figures : []).map((figure) => {
          const counted = own.filter((one) => one.figure === figure);
          const count = counted.reduce((sum, one) => sum + one.count, 0);
          return <Figure key={figure} stepId={stepId} figure={figure} count={count} label={t(figureKey[figure])} />;
        })}
      </span>
      {skipped.length > 0 && (
        <details className={styles['skips']}>
          <summary>{t('campaigns.skipped', { count: skipped.reduce((sum, { count }) => sum + count, 0) })}</summary>
          <ul>
            {skipped.map(({ channel, reason, count }) => (
              <li key={`${channel}/${reason}`}>
                <Figure
                  stepId={stepId}
                  figure="skipped"
                  channel={channel ?? 'none'}
                  reason={reason}
                  count={count}
                  label={
                    <>
                      {channel !== null && `${t(channelKey[channel])}: `}
                      <ReasonText code={reason ?? ''} />
                    </>
                  }
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** A number that opens its list; the list stands in the address, so that it can be kept and sent. */
export function Figure({
  stepId,
  figure,
  channel,
  reason,
  count,
  label,
  tabIndex,
}: {
  readonly stepId: string;
  readonly figure: StepCount['figure'];
  readonly channel?: string;
  readonly reason?: string | null;
  readonly count: number;
  readonly label: ReactNode;
  readonly tabIndex?: number;
}) {
  const format = useFormat(useStore().timeZone);
  const navigate = useNavigate();
  const open = () =>
    void navigate({
      to: '.',
      search: ((before: object) => ({
        ...before,
        figure,
        of: stepId,
        channel,
        reason: reason ?? undefined,
      })) as unknown as true,
      resetScroll: false,
    });
  return (
    <button type="button" className={styles['figure']} onClick={open} disabled={count === 0} tabIndex={tabIndex}>
      <b>{format.number(count)}</b> {label}
    </button>
  );
}
