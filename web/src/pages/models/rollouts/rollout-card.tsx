import { useState } from 'react';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { CommandButton } from './command-button.tsx';
import { GatesTable } from './gates-table.tsx';
import { LooksTable } from './looks-table.tsx';
import styles from './rollouts.module.css';
import { StageTrack } from './stage-track.tsx';
import type { Rollout } from './use-rollouts.ts';

/** One rollout that is under way: where it stands, what its gates say, and what can be done. */
export function RolloutCard({ rollout }: { readonly rollout: Rollout }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const [withLooks, setWithLooks] = useState(false);
  const { lastLook, state, version, primaryVersion, scope, model } = rollout;
  return (
    <Card
      title={t('rollouts.title', { version })}
      hint={t('rollouts.beside', {
        primary: primaryVersion,
        model: t(`models.model.${model}`),
        scope: t(`models.scope.${scope}`),
      })}
      actions={
        <div className={styles['actions']}>
          {state === 'held' ? (
            <CommandButton rollout={rollout} command="resume" />
          ) : (
            <CommandButton rollout={rollout} command="hold" />
          )}
          <CommandButton rollout={rollout} command="undo" />
        </div>
      }
    >
      <div className={ui['stack']}>
        <StageTrack rollout={rollout} />
        <p className={styles['standing']}>
          <Badge tone={state === 'held' ? 'warn' : 'neutral'}>{t(`rollouts.state.${state}`)}</Badge>{' '}
          {standing(rollout, t)}{' '}
          {rollout.stageSince && t('rollouts.since', { when: format.dateTime(rollout.stageSince) })}
        </p>
        {rollout.reason !== null && <p>{t('rollouts.said', { reason: rollout.reason })}</p>}
        {lastLook === null ? (
          <EmptyState title={t('rollouts.noLook')} text={t('rollouts.noLook.text')} />
        ) : (
          <>
            <GatesTable look={lastLook} />
            <p className={styles['quiet']}>{t('rollouts.looked', { when: format.relative(lastLook.at) })}</p>
          </>
        )}
        <div>
          <Button look="plain" aria-expanded={withLooks} onClick={() => setWithLooks(!withLooks)}>
            {t(withLooks ? 'rollouts.looks.hide' : 'rollouts.looks.show')}
          </Button>
        </div>
        {withLooks && <LooksTable rollout={rollout} />}
      </div>
    </Card>
  );
}

/** What it does now, in a sentence. */
function standing({ stages, stage, lastLook }: Rollout, t: ReturnType<typeof useI18n>['t']): string {
  const percent = stages[stage]?.percent ?? 100;
  const where = percent === 0 ? t('rollouts.now.shadow') : t('rollouts.now.canary', { percent: String(percent) });
  const waiting = lastLook?.gates.filter(({ verdict }) => verdict !== 'pass').length ?? 0;
  if (lastLook === null) return where;
  return `${where} ${waiting === 0 ? t('rollouts.now.passing') : t('rollouts.now.waiting', { count: waiting })}`;
}
