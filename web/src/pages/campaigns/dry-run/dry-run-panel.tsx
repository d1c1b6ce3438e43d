import { useState } from 'react';
import { usePeriod } from '../../../app/period-context.ts';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { addDays } from '../../../lib/period.ts';
import { oneOf, textOf } from '../../../lib/search.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { ErrorState } from '../../../ui/page-state.tsx';
import styles from './dry-run.module.css';
import { DryRunFigures } from './dry-run-figures.tsx';
import type { DryRunContent } from './dry-run-types.ts';
import { ExplainDialog } from './explain-dialog.tsx';
import { useDryRun } from './use-dry-run.ts';

const choices = ['today', 'yesterday', 'week', 'period'] as const;

/** What is edited, over carts of some days: beside the editor, and anew while it changes. The days stand in the address. */
export function DryRunPanel({
  campaignId,
  content,
  search,
  setSearch,
}: {
  readonly campaignId: string;
  /** As it is edited; null: a field is wrong. */
  readonly content: DryRunContent | null;
  readonly search: Readonly<Record<string, unknown>>;
  readonly setSearch: (change: Readonly<Record<string, string | undefined>>) => void;
}) {
  const { t } = useI18n();
  const store = useStore();
  const period = usePeriod();
  const format = useFormat(store.timeZone);
  const begun = oneOf(textOf(search['dry']), choices) ?? null;
  const [wished, setWished] = useState<(typeof choices)[number]>(begun ?? 'yesterday');
  const [lastSound, setLastSound] = useState(content);
  if (content !== null && content !== lastSound) setLastSound(content);
  const days = (choice: (typeof choices)[number]) => {
    const yesterday = addDays(period.today, -1);
    switch (choice) {
      case 'today':
        return { from: period.today, to: period.today };
      case 'yesterday':
        return { from: yesterday, to: yesterday };
      case 'week':
        return { from: addDays(yesterday, -6), to: yesterday };
      case 'period':
        return { from: period.from, to: period.to };
    }
  };
  const { report, isRunning, error, again } = useDryRun(
    campaignId,
    begun !== null && lastSound !== null ? { ...lastSound, ...days(begun) } : null,
  );
  if (!store.may('carts:read')) return null;
  const explained = textOf(search['explain']) ?? null;
  const carts = report?.carts ?? 0;
  return (
    <Card title={t('dryRun.title')} hint={t('dryRun.hint')}>
      <div className={styles['stack']}>
        <div className={styles['choice']}>
          <SelectField
            label={t('dryRun.days')}
            value={wished}
            onChange={(event) => {
              const chosen = oneOf(event.target.value, choices) ?? 'yesterday';
              setWished(chosen);
              if (begun !== null) setSearch({ dry: chosen });
            }}
          >
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {t(`dryRun.days.${choice}`)}
              </option>
            ))}
          </SelectField>
          <Button onClick={() => (begun === wished ? again() : setSearch({ dry: wished }))} disabled={isRunning}>
            {t('dryRun.begin')}
          </Button>
        </div>
        <p role="status" className={styles['quiet']}>
          {begun === null
            ? t('dryRun.idle')
            : content === null
              ? t('dryRun.wrong')
              : isRunning || report === null
                ? t('dryRun.running', { carts })
                : carts === 0
                  ? t('dryRun.none')
                  : t('dryRun.done', { carts })}{' '}
          {report && begun !== null && `${format.day(report.range.from)} – ${format.day(report.range.to)}`}
        </p>
        {error !== null && <ErrorState error={error} retry={again} />}
        {begun !== null && report && carts > 0 && (
          <DryRunFigures report={report} onExplain={(cartId) => setSearch({ explain: cartId })} />
        )}
      </div>
      <ExplainDialog
        campaignId={campaignId}
        cartId={explained}
        content={begun === null ? null : lastSound}
        onClose={() => setSearch({ explain: undefined })}
      />
    </Card>
  );
}
