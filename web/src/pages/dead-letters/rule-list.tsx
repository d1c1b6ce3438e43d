import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { useMediaQuery } from '../../lib/use-media-query.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import { Withdraw } from './active-rule.tsx';
import { useClusterWords } from './cluster-words.tsx';
import { type RepairRule, useRules } from './use-clusters.ts';

/** Every approved repair in all its versions, newest approval first. */
export function RuleList() {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const rules = useRules();
  const narrow = useMediaQuery('(max-width: 640px)');
  const words = useClusterWords();
  return (
    <Card title={t('deadLetters.rules')} hint={t('deadLetters.rules.hint')}>
      <Loaded query={rules}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={t('deadLetters.rules.none')} text={t('deadLetters.rules.none.text')} />
          ) : (
            <Table
              caption={t('deadLetters.rules')}
              rows={all}
              keyOf={({ id }) => id}
              columns={[
                {
                  key: 'what',
                  head: t('deadLetters.rules.what'),
                  cell: ({ fingerprint, source, eventType, steps }) => (
                    <StoreLink path="/dead-letters" search={{ cluster: fingerprint }}>
                      {words({ source, eventType, path: placeOf(steps[0]), cause: 'invalid' }).title}
                    </StoreLink>
                  ),
                },
                {
                  key: 'state',
                  head: t('deadLetters.rules.state'),
                  cell: ({ state }) => (
                    <Badge tone={state === 'active' ? 'good' : 'neutral'}>{t(`deadLetters.rules.${state}`)}</Badge>
                  ),
                },
                ...(narrow
                  ? []
                  : [
                      {
                        key: 'approved',
                        head: t('deadLetters.rule.approved'),
                        cell: ({ approvedAt }: RepairRule) => format.dateTime(approvedAt),
                      },
                      {
                        key: 'approvals',
                        head: t('deadLetters.rule.approvals'),
                        numeric: true,
                        cell: ({ approvals }: RepairRule) => format.number(approvals),
                      },
                    ]),
                { key: 'undo', head: t('deadLetters.rules.undo'), cell: (rule) => <Withdraw rule={rule} /> },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}

function placeOf(step: { readonly at?: readonly string[]; readonly from?: readonly string[] } | undefined): string {
  return (step?.at ?? step?.from ?? []).filter((part) => part !== '*').join('.');
}
