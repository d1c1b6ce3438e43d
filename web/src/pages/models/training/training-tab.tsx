import { useNavigate, useSearch } from '@tanstack/react-router';
import { idOf, type SearchText } from '../../../lib/search.ts';
import { Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { AskCard } from './ask-card.tsx';
import { ChecksCard } from './checks-card.tsx';
import { RunDetail } from './run-detail.tsx';
import { RunsCard } from './runs-card.tsx';
import { ScheduleCard } from './schedule-card.tsx';
import { useTrainingRuns } from './use-training.ts';

/** Models that learn from carts: asked for, on their way, and what came of them. */
export function TrainingTab() {
  const runs = useTrainingRuns();
  const search: SearchText = useSearch({ strict: false });
  const navigate = useNavigate();
  const choose = (run: string | undefined) =>
    void navigate({ to: '.', search: { ...search, run } as never, resetScroll: false });
  return (
    <Loaded query={runs} height={420}>
      {({ items }) => {
        const chosen = items.find(({ id }) => id === idOf(search['run'])) ?? items[0];
        return (
          <div className={ui['stack']}>
            <AskCard runs={items} />
            <RunsCard runs={items} chosen={chosen?.id} onChoose={choose} />
            {chosen && <RunDetail key={chosen.id} run={chosen} />}
            <ScheduleCard />
            <ChecksCard />
          </div>
        );
      }}
    </Loaded>
  );
}
