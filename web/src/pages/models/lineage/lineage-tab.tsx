import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { StoreLink } from '../../../app/store-link.tsx';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { lineageSearch, type Traced, tracedOf } from '../../../lib/lineage-search.ts';
import { oneOf, type SearchText } from '../../../lib/search.ts';
import { useMediaQuery } from '../../../lib/use-media-query.ts';
import { Card } from '../../../ui/card.tsx';
import { Loaded, Skeleton } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { BeginCard, NewestCard } from './begin-card.tsx';
import styles from './lineage.module.css';
import { LineageList } from './lineage-list.tsx';
import { useNodeWords } from './lineage-words.ts';
import { PredictionCards } from './prediction-cards.tsx';
import { type LineageGraph, useLineageGraph } from './use-lineage.ts';
import { WithoutCard } from './without-card.tsx';

const LineagePicture = lazy(async () => ({ default: (await import('./lineage-picture.tsx')).LineagePicture }));

const views = ['picture', 'list'] as const;

/** From any thing to what it came from and what it led to. What is looked at stands in the address. */
export function LineageTab() {
  const search: SearchText = useSearch({ strict: false });
  const focus = tracedOf(search['about']);
  return (
    <div className={ui['stack']}>
      <BeginCard focus={focus} />
      {focus ? <Around key={`${focus.kind}:${focus.id}`} focus={focus} /> : <NewestCard />}
    </div>
  );
}

function Around({ focus }: { readonly focus: Traced }) {
  const graph = useLineageGraph(focus);
  return (
    <>
      <Loaded query={graph} height={420}>
        {(shown) => <GraphCard focus={focus} graph={shown} />}
      </Loaded>
      {focus.kind === 'prediction' && <PredictionCards id={focus.id} />}
      {focus.kind === 'feature' && <WithoutCard name={focus.id} />}
    </>
  );
}

function GraphCard({ focus, graph }: { readonly focus: Traced; readonly graph: LineageGraph }) {
  const { t } = useI18n();
  const wordsOf = useNodeWords();
  const navigate = useNavigate();
  const search: SearchText = useSearch({ strict: false });
  const isNarrow = useMediaQuery('(max-width: 900px)');
  const view = oneOf(search['view'], views) ?? (isNarrow ? 'list' : 'picture');
  const thing = graph.nodes.find(({ key }) => key === graph.focus);
  const words = thing ? wordsOf(thing) : { title: t(`lineage.kind.${focus.kind}`), details: [] };
  const go = (next: SearchText) =>
    void navigate({ to: '.', search: { ...search, ...next } as never, resetScroll: false });
  return (
    <Card
      title={[words.title, ...words.details.slice(0, 1)].join(': ')}
      hint={[...words.details.slice(1), t('lineage.hint')].join(' · ')}
      actions={<OwnPage focus={focus} />}
    >
      <div className={ui['stack']}>
        <fieldset className={styles['views']}>
          <legend className="visually-hidden">{t('lineage.view')}</legend>
          {views.map((one) => (
            <label key={one} className={styles['view']}>
              <input type="radio" name="lineage-view" checked={view === one} onChange={() => go({ view: one })} />
              {t(`lineage.${one}`)}
            </label>
          ))}
        </fieldset>
        {view === 'list' ? (
          <LineageList graph={graph} />
        ) : (
          <Suspense fallback={<Skeleton height={420} />}>
            <LineagePicture graph={graph} onChoose={(chosen) => go(lineageSearch(chosen))} />
          </Suspense>
        )}
        {graph.isCut && <p className={styles['quiet']}>{t('lineage.cut')}</p>}
      </div>
    </Card>
  );
}

/** Where the thing has a page of its own. */
function OwnPage({ focus: { kind, id } }: { readonly focus: Traced }) {
  const { t } = useI18n();
  switch (kind) {
    case 'cart':
      return <StoreLink path={`/carts/${id}`}>{t('lineage.open.cart')}</StoreLink>;
    case 'person':
      return <StoreLink path={`/customers/${id}`}>{t('lineage.open.person')}</StoreLink>;
    case 'message':
      return <StoreLink path={`/messages/${id}`}>{t('lineage.open.message')}</StoreLink>;
    case 'version':
      return (
        <StoreLink path="/models" search={{ version: id }}>
          {t('lineage.open.version')}
        </StoreLink>
      );
    case 'training_run':
      return (
        <StoreLink path="/models" search={{ tab: 'training', run: id }}>
          {t('lineage.open.training_run')}
        </StoreLink>
      );
    default:
      return null;
  }
}
