import { useQuery } from '@tanstack/react-query';
import { usePeriod } from '../../app/period-context.ts';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { signed } from '../experiments/experiment-words.ts';
import { experimentQueries } from '../experiments/use-experiments.ts';
import styles from './home.module.css';

/** What came because of the messages, not only after them; nothing where no campaign runs. */
export function Incremental() {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const { search } = usePeriod();
  const { data } = useQuery({ ...experimentQueries.list(store), enabled: store.may('stats:read') });
  const experiment = data?.items.find(({ status }) => status === 'active') ?? data?.items[0];
  if (!experiment) return null;
  const wanted = search.currency ?? store.currency;
  const money = experiment.money.find(({ currency }) => currency === wanted) ?? experiment.money[0];
  const write = (minor: number | null) => signed((value) => format.moneyShort(value, money?.currency ?? null), minor);
  const { amountMinor = null, interval = null } = money?.incremental ?? {};
  const known = experiment.holdoutPercent > 0 && experiment.verdict !== 'ratio_wrong' && interval !== null;
  return (
    <p className={styles['incremental']}>
      {known
        ? t('home.incremental', { amount: write(amountMinor), low: write(interval.low), high: write(interval.high) })
        : t(experiment.holdoutPercent === 0 ? 'home.incremental.noHoldout' : 'home.incremental.notYet')}{' '}
      <StoreLink path="/experiments">{t('home.incremental.open')}</StoreLink>
    </p>
  );
}
