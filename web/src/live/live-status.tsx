import type { ReactNode } from 'react';
import { useStore } from '../app/session.ts';
import { useFormat, useI18n } from '../i18n/i18n-context.tsx';
import { Badge } from '../ui/badge.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './live.module.css';
import { useLiveState } from './use-live.ts';

/** Whether the page shows what is so now, or from when it is. */
export function LiveStatus() {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const state = useLiveState();
  if (state.kind === 'idle') return null;
  if (state.kind === 'live')
    return (
      <Status hint={t('live.on.hint')} tone="good">
        {t('live.on')}
      </Status>
    );
  if (state.kind === 'refused') return <Status hint={t('live.refused.hint')}>{t('live.refused')}</Status>;
  if (state.asOf === null) return <Status hint={t('live.connecting')}>{t('live.connecting')}</Status>;
  const time = format.time(new Date(state.asOf).toISOString());
  return (
    <Status hint={t('live.behind.hint', { time })} tone="warn">
      {t('live.behind', { time })}
    </Status>
  );
}

function Status({
  hint,
  tone = 'neutral',
  children,
}: {
  readonly hint: string;
  readonly tone?: 'good' | 'warn' | 'neutral';
  readonly children: ReactNode;
}) {
  return (
    <Tooltip text={hint}>
      <button type="button" className={styles['status']}>
        <span role="status">
          <Badge tone={tone}>{children}</Badge>
        </span>
      </button>
    </Tooltip>
  );
}
