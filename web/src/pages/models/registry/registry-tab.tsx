import { useNavigate, useSearch } from '@tanstack/react-router';
import { idOf, type SearchText } from '../../../lib/search.ts';
import { Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { AnswersCard } from './answers-card.tsx';
import { HistoryCard } from './history-card.tsx';
import { useModels } from './use-models.ts';
import { VersionDetail } from './version-detail.tsx';
import { VersionsCard } from './versions-card.tsx';

/** Which version answers, every version there is, and what was done with them. */
export function RegistryTab() {
  const models = useModels();
  const search: SearchText = useSearch({ strict: false });
  const navigate = useNavigate();
  const choose = (version: string | undefined) =>
    void navigate({ to: '.', search: { ...search, version } as never, resetScroll: false });
  return (
    <Loaded query={models} height={480}>
      {(shown) => {
        const chosen = shown.versions.find(({ id }) => id === idOf(search['version']));
        return (
          <div className={ui['stack']}>
            <AnswersCard models={shown} />
            <VersionsCard models={shown} chosen={chosen?.id} onChoose={choose} />
            {chosen && <VersionDetail key={chosen.id} version={chosen} models={shown} />}
            <HistoryCard models={shown} />
          </div>
        );
      }}
    </Loaded>
  );
}
