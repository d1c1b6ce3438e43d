import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { textOf } from '../../../lib/search.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { useReports } from './report-data.ts';
import { ReportDialog } from './report-dialog.tsx';
import { ReportList } from './report-list.tsx';
import { RunsDialog } from './runs-dialog.tsx';

/** Reports that go out by themselves: what, when, to whom, and what became of them. */
export function ReportsPage() {
  const { t } = useI18n();
  const store = useStore();
  const reports = useReports();
  const [making, setMaking] = useState(false);
  const [shown, show] = useShown();
  const mayWrite = store.may('reports:write');
  const create = mayWrite && (
    <Button look="primary" onClick={() => setMaking(true)}>
      {t('reports.new')}
    </Button>
  );
  return (
    <SettingsFrame part="reports">
      <Loaded query={reports} height={240}>
        {({ items }) => {
          const [runsOf, edited] = [
            items.find(({ id }) => id === shown.runs),
            items.find(({ id }) => id === shown.report),
          ];
          return (
            <>
              <Card
                title={t('reports.title')}
                hint={t('reports.hint', { zone: store.timeZone })}
                actions={items.length > 0 && create}
              >
                {items.length === 0 ? (
                  <EmptyState title={t('reports.none')} text={t('reports.none.text')}>
                    {create}
                  </EmptyState>
                ) : (
                  <ReportList
                    reports={items}
                    onEdit={({ id }) => show({ report: id })}
                    onRuns={({ id }) => show({ runs: id })}
                  />
                )}
              </Card>
              {runsOf && <RunsDialog report={runsOf} onClose={() => show({})} />}
              {edited && mayWrite && <ReportDialog report={edited} onClose={() => show({})} />}
            </>
          );
        }}
      </Loaded>
      {making && <ReportDialog report={null} onClose={() => setMaking(false)} />}
    </SettingsFrame>
  );
}

interface Shown {
  /** Whose runs are open. */
  readonly runs?: string | undefined;
  /** Which report is being changed. */
  readonly report?: string | undefined;
}

/** What is open stands in the address, so that it can be sent to a colleague. */
function useShown(): readonly [Shown, (shown: Shown) => void] {
  const given: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const none: Shown = { runs: undefined, report: undefined };
  return [
    { runs: textOf(given['runs']), report: textOf(given['report']) },
    (shown) => void navigate({ to: '.', search: { ...given, ...none, ...shown } as never }),
  ];
}
