import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import { useClusterWords } from './cluster-words.tsx';
import styles from './dead-letters.module.css';
import { type Cluster, useClusters } from './use-clusters.ts';

/** What failed alike, one entry each, last seen first. */
export function ClusterList({ isOpen }: { readonly isOpen: boolean }) {
  const { t } = useI18n();
  const clusters = useClusters();
  return (
    <Loaded query={clusters} height={240}>
      {(all) => {
        const shown = all.filter((cluster) => cluster.new + cluster.proposed > 0 === isOpen);
        if (shown.length === 0)
          return (
            <Card>
              <EmptyState
                title={t(isOpen ? 'deadLetters.none' : 'deadLetters.noneSettled')}
                text={t(isOpen ? 'deadLetters.none.text' : 'deadLetters.noneSettled.text')}
              />
            </Card>
          );
        return (
          <ul className={styles['clusters']}>
            {shown.map((cluster) => (
              <li key={cluster.fingerprint}>
                <ClusterCard cluster={cluster} />
              </li>
            ))}
          </ul>
        );
      }}
    </Loaded>
  );
}

function ClusterCard({ cluster }: { readonly cluster: Cluster }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { title, source, cause } = useClusterWords()(cluster);
  const open = cluster.new + cluster.proposed;
  return (
    <Card
      title={
        <StoreLink path="/dead-letters" search={{ cluster: cluster.fingerprint }}>
          {title}
        </StoreLink>
      }
      hint={`${cause} ${source}`}
      actions={<ClusterBadge cluster={cluster} />}
    >
      <p className={styles['figures']}>
        <span>
          {open > 0
            ? t('deadLetters.count.open', { count: open })
            : t('deadLetters.count.settled', {
                repaired: cluster.repaired,
                rejected: cluster.rejected + cluster.expired,
              })}
        </span>
        {cluster.times > open && <span>{t('deadLetters.times', { count: cluster.times })}</span>}
        <span>
          {t('deadLetters.seen', { first: format.relative(cluster.firstAt), last: format.relative(cluster.lastAt) })}
        </span>
      </p>
    </Card>
  );
}

export function ClusterBadge({ cluster }: { readonly cluster: Cluster }) {
  const { t } = useI18n();
  if (cluster.new + cluster.proposed === 0) return <Badge>{t('deadLetters.state.settled')}</Badge>;
  if (cluster.proposal === null) return <Badge tone="warn">{t('deadLetters.state.byHand')}</Badge>;
  return <Badge tone="good">{t('deadLetters.state.proposed')}</Badge>;
}
