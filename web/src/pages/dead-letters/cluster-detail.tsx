import { useNavigate, useSearch } from '@tanstack/react-router';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { type SearchText, textOf } from '../../lib/search.ts';
import { Card, Facts, PageHead } from '../../ui/card.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { ActiveRule } from './active-rule.tsx';
import { ClusterBadge } from './cluster-list.tsx';
import { useClusterWords } from './cluster-words.tsx';
import { LetterContent } from './letter-content.tsx';
import { LetterHistory } from './letter-history.tsx';
import { LettersOfCluster } from './letters-of-cluster.tsx';
import { RepairCard } from './repair-card.tsx';
import { type Cluster, useClusters, useLetter } from './use-clusters.ts';

/** Letters that failed alike: what failed, what would mend it, an example, and the decision. */
export function ClusterDetail({ fingerprint }: { readonly fingerprint: string }) {
  const { t } = useI18n();
  const clusters = useClusters();
  return (
    <div className={ui['stack']}>
      <p>
        <StoreLink path="/dead-letters">{t('deadLetters.all')}</StoreLink>
      </p>
      <Loaded query={clusters} height={400}>
        {(all) => {
          const cluster = all.find((one) => one.fingerprint === fingerprint);
          if (cluster) return <Shown cluster={cluster} />;
          return (
            <>
              <PageHead title={t('deadLetters.heading')} />
              <Card>
                <EmptyState title={t('deadLetters.gone')} text={t('deadLetters.gone.text')} />
              </Card>
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function Shown({ cluster }: { readonly cluster: Cluster }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const navigate = useNavigate();
  const search: SearchText = useSearch({ strict: false });
  const letterId = textOf(search['letter']) ?? cluster.exampleId;
  const letter = useLetter(letterId);
  const { title, source, cause } = useClusterWords()(cluster);
  const choose = (id: string) =>
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, letter: id })) as never,
      resetScroll: false,
    });
  return (
    <>
      <PageHead
        title={
          <>
            {title} <ClusterBadge cluster={cluster} />
          </>
        }
        lead={`${cause} ${source}`}
      />
      <div className={ui['columns']}>
        <div className={ui['stack']}>
          <Loaded query={letter} height={320}>
            {(shown) => (
              <>
                <RepairCard cluster={cluster} letter={shown} />
                <LetterContent letter={shown} />
              </>
            )}
          </Loaded>
          <LettersOfCluster fingerprint={cluster.fingerprint} shownId={letterId} onChoose={choose} />
        </div>
        <div className={ui['stack']}>
          <Card title={t('deadLetters.facts')}>
            <Facts
              facts={[
                [t('deadLetters.facts.open'), format.number(cluster.new + cluster.proposed)],
                [t('deadLetters.facts.repaired'), format.number(cluster.repaired)],
                [t('deadLetters.facts.rejected'), format.number(cluster.rejected)],
                [t('deadLetters.facts.expired'), format.number(cluster.expired)],
                [t('deadLetters.facts.times'), format.number(cluster.times)],
                [t('deadLetters.facts.first'), format.dateTime(cluster.firstAt)],
                [t('deadLetters.facts.last'), format.dateTime(cluster.lastAt)],
                [t('deadLetters.facts.place'), <code key="place">{cluster.path === '' ? '–' : cluster.path}</code>],
                [t('deadLetters.facts.check'), cluster.message ?? '–'],
              ]}
            />
          </Card>
          {cluster.rule && <ActiveRule ruleId={cluster.rule.id} />}
          {letter.data && <LetterHistory letter={letter.data} />}
        </div>
      </div>
    </>
  );
}
