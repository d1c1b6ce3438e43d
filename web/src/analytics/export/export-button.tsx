import { ChevronDown, Download } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import type { Locale } from '../../i18n/translate.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import type { Progress } from './download.ts';
import styles from './export-button.module.css';
import type { ExportFormat, ExportRequest } from './export-request.ts';
import { type ExportState, useExport } from './use-export.ts';

interface ExportButtonProps {
  readonly request: ExportRequest;
  /** What is exported, in words: for the names that screen readers say. */
  readonly name: string;
}

const international: ExportFormat = { format: 'csv', csv: { separator: ',', decimal: '.' } };
const european: ExportFormat = { format: 'csv', csv: { separator: ';', decimal: ',' } };

/** Which CSV a person's spreadsheet opens comes first. */
const csvOrder: Readonly<Record<Locale, readonly ExportFormat[]>> = {
  en: [international, european],
  de: [european, international],
};

/** A menu of formats; then how far the file is, and what went wrong. A file is saved only when it is whole. */
export function ExportButton({ request, name }: ExportButtonProps) {
  const { t, locale } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const toast = useToast();
  const { state, begin, cancel } = useExport(request, ({ rows, fileName }) =>
    toast({ text: t('export.saved', { rows, file: fileName }) }),
  );
  const place = useFocusKept(state.kind);
  return <div ref={place}>{shown()}</div>;

  function shown() {
    switch (state.kind) {
      case 'running':
        return (
          <div className={styles['running']}>
            <Bar progress={state.progress} label={t('export.label', { name })} />
            <span className={styles['count']}>{progressText()}</span>
            <Button onClick={cancel}>{t('action.cancel')}</Button>
          </div>
        );
      case 'failed':
        return (
          <Notice
            tone="bad"
            action={
              <>
                {mayRetry(state) && <Button onClick={() => void begin(state.format)}>{t('action.retry')}</Button>}
                <Button look="plain" onClick={cancel}>
                  {t('action.close')}
                </Button>
              </>
            }
          >
            {failureText(state)}
          </Notice>
        );
      case 'idle':
        return (
          <Menu
            trigger={
              <Button aria-label={t('export.label', { name })}>
                <Download size={14} aria-hidden="true" />
                {t('export.action')}
                <ChevronDown size={14} aria-hidden="true" />
              </Button>
            }
            entries={[...csvOrder[locale], { format: 'json' } as const, { format: 'parquet' } as const].map((one) => ({
              label: labelOf(one),
              onSelect: () => void begin(one),
            }))}
          />
        );
      default:
        return state satisfies never;
    }
  }

  function labelOf({ format: kind, csv }: ExportFormat): string {
    if (kind !== 'csv') return t(`export.format.${kind}`);
    return t(csv?.separator === ';' ? 'export.format.csvEurope' : 'export.format.csv');
  }

  function progressText(): string {
    const progress = state.kind === 'running' ? state.progress : null;
    if (progress === null) return t('export.counting');
    const total = format.number(progress.total);
    if (progress.received === null) return t('export.rows', { count: progress.total, total });
    return t('export.progress', { count: progress.total, received: format.number(progress.received), total });
  }

  function failureText({ error }: Extract<ExportState, { kind: 'failed' }>): string {
    if (error === null) return t('export.broken');
    if (!(error instanceof ApiError)) return t('error.unknown');
    const { rows, rowsMax } = error.details ?? {};
    if (typeof rows === 'number' && typeof rowsMax === 'number')
      return t('export.tooMany', { rows: format.number(rows), max: format.number(rowsMax) });
    return error.status === 429 ? t('export.busy') : t('export.refused', { message: error.message });
  }
}

/** What stands here changes, and with it the button that had the focus: then the first of the new ones gets it. */
function useFocusKept(kind: ExportState['kind']) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(kind);
  useEffect(() => {
    if (before.current === kind) return;
    before.current = kind;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost) place.current?.querySelector('button')?.focus();
  }, [kind]);
  return place;
}

/** What is refused for good is not offered again. */
function mayRetry({ error }: Extract<ExportState, { kind: 'failed' }>): boolean {
  return !(error instanceof ApiError) || error.mayRetry;
}

function Bar({ progress, label }: { readonly progress: Progress | null; readonly label: string }) {
  const isKnown = progress !== null && progress.received !== null;
  return (
    <progress
      className={styles['bar']}
      aria-label={label}
      {...(isKnown && { value: progress.received ?? 0, max: Math.max(1, progress.total) })}
    />
  );
}
