import { useMutation, useQueryClient } from '@tanstack/react-query';
import { data } from '../../../api/client.ts';
import { refusalText } from '../../../app/refusal-text.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import ui from '../../../ui/ui.module.css';
import { type DraftSettings, draftSettingsQuery } from './draft-data.ts';

/** Asks the saved model something, and says what came of it and how much of the day is used. */
export function ModelTest({ settings, mayTest }: { readonly settings: DraftSettings; readonly mayTest: boolean }) {
  const { t } = useI18n();
  const store = useStore();
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () => data(store.api.POST('/v1/draft-settings/test')),
    onSettled: () => queries.invalidateQueries({ queryKey: draftSettingsQuery(store).queryKey }),
  });
  const { requestsToday, requestsPerDayMax } = settings;
  return (
    <div className={ui['stack']}>
      <div className={ui['row']}>
        {mayTest && (
          <Button disabled={!settings.isReady || test.isPending} onClick={() => test.mutate()}>
            {t(test.isPending ? 'drafts.test.running' : 'drafts.test')}
          </Button>
        )}
        <span className={ui['help']}>{t('drafts.used', { requestsToday, requestsPerDayMax })}</span>
      </div>
      <div aria-live="polite">
        {test.data?.kind === 'works' && (
          <Notice tone="good">{t('drafts.test.works', { model: test.data.model, ms: test.data.tookMs })}</Notice>
        )}
        {test.data?.kind === 'unusable' && <Notice tone="warn">{t('drafts.test.unusable')}</Notice>}
        {test.data?.kind === 'failed' && (
          <Notice tone="bad">
            {t(`drafts.failed.${test.data.reason}`)} {test.data.status !== null && `HTTP ${test.data.status}`}
          </Notice>
        )}
        {test.error && <Notice tone="bad">{refusalText(t, test.error, { rate_limited: 'drafts.budget' })}</Notice>}
      </div>
    </div>
  );
}
