import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { EndedCard } from './ended-card.tsx';
import { RolloutCard } from './rollout-card.tsx';
import { StartRollout } from './start-rollout.tsx';
import { useRollouts } from './use-rollouts.ts';

/** Versions on their way from shadow to all carts, and those that came to an end. */
export function RolloutsTab() {
  const { t } = useI18n();
  const rollouts = useRollouts();
  return (
    <Loaded query={rollouts} height={480}>
      {({ items }) => {
        const [open, ended] = [
          items.filter(({ endedAt }) => endedAt === null),
          items.filter(({ endedAt }) => endedAt !== null),
        ];
        return (
          <div className={ui['stack']}>
            <StartRollout open={open} />
            {open.length === 0 && (
              <Card>
                <EmptyState title={t('rollouts.none')} text={t('rollouts.none.text')} />
              </Card>
            )}
            {open.map((rollout) => (
              <RolloutCard key={rollout.id} rollout={rollout} />
            ))}
            {ended.length > 0 && <EndedCard rollouts={ended} />}
          </div>
        );
      }}
    </Loaded>
  );
}
