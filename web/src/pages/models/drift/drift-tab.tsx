import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { useDrift } from './use-drift.ts';
import { VersionCard } from './version-card.tsx';

/** Whether each version that answers does as before. */
export function DriftTab() {
  const { t } = useI18n();
  const drift = useDrift();
  return (
    <Loaded query={drift} height={480}>
      {({ items }) =>
        items.length === 0 ? (
          <Card>
            <EmptyState title={t('drift.none')} text={t('drift.none.text')} />
          </Card>
        ) : (
          <div className={ui['stack']}>
            {items.map((served) => (
              <VersionCard key={`${served.newest.scope}/${served.newest.version}`} served={served} />
            ))}
          </div>
        )
      }
    </Loaded>
  );
}
