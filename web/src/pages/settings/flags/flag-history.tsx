import { useQuery } from '@tanstack/react-query';
import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { flagTexts } from '../../../flags/flag.ts';
import { ruleText } from '../../../flags/rule-text.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';

const changesShown = 20;

/** The newest changes, of the store and of all stores. */
export function FlagHistory() {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const changes = useQuery({
    // Below the flags, so that it is read again with them.
    queryKey: ['store', store.id, 'flags', 'changes'],
    queryFn: ({ signal }) =>
      data(store.api.GET('/v1/flag-changes', { params: { query: { limit: changesShown } }, signal })),
  });
  return (
    <Card title={t('flags.history')}>
      <Loaded query={changes} height={160}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('flags.history.none')} />
          ) : (
            <Table
              stacks
              caption={t('flags.history')}
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                { key: 'at', head: t('flags.history.when'), cell: ({ at }) => format.dateTime(at) },
                { key: 'name', head: t('flags.what'), cell: ({ name }) => flagTexts(name, t).title },
                { key: 'scope', head: t('flags.history.for'), cell: ({ scope }) => t(`flags.history.for.${scope}`) },
                { key: 'after', head: t('flags.history.rule'), cell: ({ after }) => ruleText(after, t, format) },
                { key: 'reason', head: t('flags.history.reason'), cell: ({ reason }) => reason },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}
