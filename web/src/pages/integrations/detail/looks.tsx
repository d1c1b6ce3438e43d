import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { useMediaQuery } from '../../../lib/use-media-query.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import type { IntegrationDetail } from '../use-integrations.ts';

type Look = IntegrationDetail['reconciliations'][number];

/** The newest looks at the platform for what its webhooks did not bring. */
export function Looks({ integration }: { readonly integration: IntegrationDetail }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const narrow = useMediaQuery('(max-width: 640px)');
  const { reconciliations, apiUrl } = integration;
  return (
    <Card title={t('integrations.looks')} hint={t('integrations.looks.hint')}>
      {reconciliations.length === 0 ? (
        <EmptyState
          title={t('integrations.looks.none')}
          text={t(apiUrl === null ? 'integrations.looks.none.noApi' : 'integrations.looks.none.soon')}
        />
      ) : (
        <Table
          caption={t('integrations.looks')}
          rows={reconciliations}
          keyOf={({ id }) => id}
          columns={[
            { key: 'at', head: t('integrations.looks.at'), cell: ({ finishedAt }) => format.dateTime(finishedAt) },
            {
              key: 'status',
              head: t('integrations.looks.outcome'),
              cell: ({ status, cause }) =>
                status === 'done' ? (
                  <Badge tone="good">{t('integrations.look.done')}</Badge>
                ) : (
                  <>
                    <Badge tone="bad">{t('integrations.look.failed')}</Badge> {cause !== null && <code>{cause}</code>}
                  </>
                ),
            },
            ...(narrow
              ? []
              : [
                  {
                    key: 'seen',
                    head: t('integrations.looks.seen'),
                    numeric: true,
                    cell: ({ seen }: Look) => format.number(seen),
                  },
                ]),
            {
              key: 'missed',
              head: t('integrations.looks.missed'),
              numeric: true,
              cell: ({ missed }) => format.number(missed),
            },
          ]}
        />
      )}
    </Card>
  );
}
