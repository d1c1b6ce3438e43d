import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useIntegration } from '../use-integrations.ts';

/** Waits for the first event of an integration and says when it is there; a delivery that came to nothing is said too. */
export function FirstEvent({ integrationId }: { readonly integrationId: string }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { data: integration } = useIntegration(integrationId);
  if (!integration) return null;
  const { firstEventAt, deliveries } = integration;
  const arrived = Object.values(deliveries).reduce((sum, count) => sum + count, 0);
  return (
    <div aria-live="polite">
      {firstEventAt !== null ? (
        <Notice tone="good">{t('integrations.firstEvent.seen', { when: format.dateTime(firstEventAt) })}</Notice>
      ) : arrived > 0 ? (
        <Notice tone="warn">{t('integrations.firstEvent.other', { count: arrived })}</Notice>
      ) : (
        <Notice>{t('integrations.firstEvent.waiting')}</Notice>
      )}
    </div>
  );
}
