import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ErrorState, Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import { campaignQueries } from '../campaigns/campaign-queries.ts';
import { bodyOf, type Campaign } from '../campaigns/campaign-types.ts';
import { useDryRun } from '../campaigns/dry-run/use-dry-run.ts';
import styles from './experiments.module.css';
import { experimentQueries, type Suggestion } from './use-experiments.ts';

type Suggested = NonNullable<Suggestion['suggestion']>;

/** The one thing that a campaign could try, why, and what it would change; a click makes it an arm of a draft. */
export function SuggestionCard({ campaignId }: { readonly campaignId: string }) {
  const { t } = useI18n();
  const store = useStore();
  const found = useQuery(experimentQueries.suggestion(store, campaignId));
  const campaign = useQuery(campaignQueries.one(store, campaignId));
  return (
    <Loaded query={found} height={120}>
      {({ kind, missingPeople, suggestion }) =>
        kind === 'no_first_wait' ? null : (
          <Card title={t('suggestion.title')} hint={t('suggestion.hint')}>
            <div className={styles['words']}>
              {kind === 'too_early' && <p>{t('suggestion.tooEarly', { people: missingPeople ?? 0 })}</p>}
              {kind === 'nothing' && <p>{t('suggestion.nothing')}</p>}
              {suggestion && (
                <Loaded query={campaign} height={80}>
                  {(loaded) => <Suggested campaign={loaded} suggestion={suggestion} />}
                </Loaded>
              )}
            </div>
          </Card>
        )
      }
    </Loaded>
  );
}

function Suggested({ campaign, suggestion }: { readonly campaign: Campaign; readonly suggestion: Suggested }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const [compared, setCompared] = useState(false);
  const { kind, nowMs, suggestedMs, evidence } = suggestion;
  const words = {
    ...{ now: format.duration(nowMs), suggested: format.duration(suggestedMs) },
    ...{ share: format.percentFine(evidence.share), people: evidence.people, bought: evidence.bought },
    ...{ low: format.percentFine(evidence.interval.low), high: format.percentFine(evidence.interval.high) },
  };
  return (
    <>
      <p className={styles['answer']}>{t(`suggestion.${kind}`, words)}</p>
      <p className={styles['quiet']}>{t('suggestion.evidence', words)}</p>
      {compared ? (
        <Difference campaign={campaign} suggestion={suggestion} />
      ) : (
        <div>
          <Button onClick={() => setCompared(true)}>{t('suggestion.compare')}</Button>
        </div>
      )}
      <Try campaign={campaign} suggestion={suggestion} />
    </>
  );
}

/** The campaign as it is and as suggested, both over the carts of the last two weeks. */
function Difference({ campaign, suggestion }: { readonly campaign: Campaign; readonly suggestion: Suggested }) {
  const { t } = useI18n();
  const { timeZone, currency: usual } = useStore();
  const format = useFormat(timeZone);
  const dayOf = (daysAgo: number) =>
    new Intl.DateTimeFormat('en-CA', { timeZone }).format(Date.now() - daysAgo * 86_400_000);
  const days = { from: dayOf(daysCompared), to: dayOf(1) };
  const now = useDryRun(campaign.id, { ...bodyOf(campaign), ...days });
  // One run after the other: a store has few places for them.
  const then = useDryRun(campaign.id, now.report?.done ? { flow: suggestion.forEverybody, ...days } : null);
  const error = now.error ?? then.error;
  if (error) return <ErrorState error={error} retry={now.error ? now.again : then.again} />;
  if (!now.report || !then.report?.done) return <p role="status">{t('suggestion.comparing')}</p>;
  const messages = ({ email, sms, push }: typeof now.report.messages) => email + sms + push;
  const money = now.report.currency ?? usual ?? 'EUR';
  const rows = [
    ['messages', format.number, messages(now.report.messages), messages(then.report.messages)],
    ['reached', format.number, now.report.reached, then.report.reached],
    ['cost', (minor: number) => format.money(minor, money), now.report.cost.amountMinor, then.report.cost.amountMinor],
  ] as const;
  return (
    <Table
      caption={t('suggestion.difference', { days: daysCompared })}
      rows={rows}
      keyOf={([key]) => key}
      columns={[
        { key: 'what', head: t('suggestion.column.what'), cell: ([key]) => t(`suggestion.row.${key}`) },
        { key: 'now', head: t('suggestion.column.now'), numeric: true, cell: ([, text, before]) => text(before) },
        { key: 'then', head: t('suggestion.column.then'), numeric: true, cell: ([, text, , after]) => text(after) },
      ]}
    />
  );
}

const daysCompared = 14;

function Try({ campaign, suggestion }: { readonly campaign: Campaign; readonly suggestion: Suggested }) {
  const { t } = useI18n();
  const store = useStore();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const saving = useMutation({
    mutationFn: () =>
      data(
        store.api.PUT('/v1/campaigns/{id}/draft', {
          params: { path: { id: campaign.id }, header: { 'if-match': `"${campaign.revision}"` } },
          body: { name: campaign.name, flow: suggestion.asArm },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: campaignQueries.of(store) });
      void navigate({ href: `/stores/${store.id}/campaigns/${campaign.id}` });
    },
  });
  if (!store.may('campaigns:write') || campaign.status === 'archived') return null;
  if (campaign.draft !== null) return <Notice>{t('suggestion.draft')}</Notice>;
  return (
    <div>
      <Button look="primary" disabled={saving.isPending} onClick={() => saving.mutate()}>
        {t('suggestion.try')}
      </Button>
      <p className={styles['quiet']}>{t('suggestion.try.means')}</p>
      {saving.error && <Notice tone="bad">{saving.error.message}</Notice>}
    </div>
  );
}
