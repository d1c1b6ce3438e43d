import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { textOf } from '../../lib/search.ts';
import { Button } from '../../ui/button.tsx';
import { PageHead } from '../../ui/card.tsx';
import { SelectField } from '../../ui/field.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { CourseCard } from './course-card.tsx';
import styles from './experiments.module.css';
import { HoldoutDialog } from './holdout-dialog.tsx';
import { MoneyCard } from './money-card.tsx';
import { OrdersDialog } from './orders-dialog.tsx';
import { PeopleCard } from './people-card.tsx';
import { SplitCard } from './split-card.tsx';
import { SuggestionCard } from './suggestion-card.tsx';
import { type ExperimentSummary, experimentQueries } from './use-experiments.ts';
import { VerdictCard } from './verdict-card.tsx';

/** What messages really bring: people who got a campaign's messages beside people who got none. */
export function ExperimentsPage() {
  const { t } = useI18n();
  const list = useQuery(experimentQueries.list(useStore()));
  return (
    <Loaded query={list} height={360}>
      {({ items }) => {
        const [newest] = items;
        if (!newest)
          return (
            <div className={ui['stack']}>
              <PageHead title={t('experiments.title')} lead={t('experiments.lead')} />
              <EmptyState title={t('experiments.none')} text={t('experiments.none.text')}>
                <StoreLink path="/campaigns">{t('experiments.none.do')}</StoreLink>
              </EmptyState>
            </div>
          );
        return <Experiments experiments={items} newest={newest} />;
      }}
    </Loaded>
  );
}

function Experiments({
  experiments,
  newest,
}: {
  readonly experiments: readonly ExperimentSummary[];
  readonly newest: ExperimentSummary;
}) {
  const { t } = useI18n();
  const store = useStore();
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const [setting, setSetting] = useState(false);
  const setSearch = (change: Readonly<Record<string, string | undefined>>) =>
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, ...change })) as unknown as true,
      resetScroll: false,
      replace: true,
    });
  const wanted = textOf(search['campaign']);
  const shown =
    experiments.find(({ campaignId }) => campaignId === wanted) ??
    experiments.find(({ status }) => status === 'active') ??
    newest;
  const experiment = useQuery(experimentQueries.one(store, shown.campaignId));
  const mayChange = store.may('campaigns:write') && shown.status !== 'archived';
  const change = mayChange && (
    <Button onClick={() => setSetting(true)}>
      {t(shown.holdoutPercent === 0 ? 'experiments.holdout.begin' : 'experiments.holdout.change')}
    </Button>
  );
  const closeOrders = () => setSearch({ figure: undefined, currency: undefined, channel: undefined });
  return (
    <div className={ui['stack']}>
      <PageHead title={t('experiments.title')} lead={t('experiments.lead')}>
        {shown.holdoutPercent > 0 && change}
      </PageHead>
      {experiments.length > 1 && (
        <div className={styles['choice']}>
          <SelectField
            label={t('experiments.campaign')}
            value={shown.campaignId}
            onChange={({ target }) => setSearch({ campaign: target.value })}
          >
            {experiments.map(({ campaignId, name }) => (
              <option key={campaignId} value={campaignId}>
                {name}
              </option>
            ))}
          </SelectField>
        </div>
      )}
      <Loaded query={experiment} height={360}>
        {(loaded) => (
          <>
            <VerdictCard experiment={loaded} begin={change} />
            <PeopleCard experiment={loaded} />
            {loaded.money.map((money) => (
              <MoneyCard key={money.currency} experiment={loaded} money={money} />
            ))}
            <CourseCard experiment={loaded} />
          </>
        )}
      </Loaded>
      <SuggestionCard key={shown.campaignId} campaignId={shown.campaignId} />
      <Splits campaignId={shown.campaignId} />
      <OrdersDialog campaignId={shown.campaignId} search={search} onClose={closeOrders} />
      {setting && <HoldoutDialog experiment={shown} onClose={() => setSetting(false)} />}
    </div>
  );
}

/** The splits of the campaign's flow; most campaigns have none, and need no empty box to say so. */
function Splits({ campaignId }: { readonly campaignId: string }) {
  const { t } = useI18n();
  const list = useQuery(experimentQueries.splits(useStore()));
  return (
    <Loaded query={list} height={120}>
      {({ items }) => {
        const own = items.filter((split) => split.campaignId === campaignId);
        if (own.length === 0) return null;
        return (
          <section className={ui['stack']} aria-label={t('experiments.splits')}>
            <div>
              <h2>{t('experiments.splits')}</h2>
              <p className={styles['quiet']}>{t('experiments.splits.lead')}</p>
            </div>
            {own.map((split) => (
              <SplitCard key={split.splitId} split={split} />
            ))}
          </section>
        );
      }}
    </Loaded>
  );
}
