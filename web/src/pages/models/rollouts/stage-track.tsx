import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { classNames } from '../../../ui/class-names.ts';
import styles from './rollouts.module.css';
import type { Rollout } from './use-rollouts.ts';

type Place = 'done' | 'now' | 'ahead' | 'stopped';

/** Where a rollout stands, as a line of its stages: shadow, shares of carts, all. */
export function StageTrack({ rollout }: { readonly rollout: Rollout }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const stops = [...rollout.stages.map(({ percent }) => percent), 100];
  return (
    <ol className={styles['track']} aria-label={t('rollouts.stages')}>
      {stops.map((percent, at) => {
        const place = placeOf(rollout, at);
        return (
          <li
            key={percent}
            className={classNames(styles['stop'], styles[place])}
            aria-current={place === 'now' ? 'step' : undefined}
          >
            {at > 0 && <span className={styles['line']} aria-hidden="true" />}
            <span className={styles['dot']} aria-hidden="true" />
            <span className={styles['share']}>
              {percent === 0 ? t('rollouts.shadow') : format.percent(percent / 100)}
            </span>
            <span className="visually-hidden">{t(`rollouts.place.${place}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}

function placeOf({ state, stage }: Rollout, at: number): Place {
  if (state === 'promoted') return 'done';
  if (at < stage) return 'done';
  if (at > stage) return 'ahead';
  return state === 'rolled_back' ? 'stopped' : 'now';
}
