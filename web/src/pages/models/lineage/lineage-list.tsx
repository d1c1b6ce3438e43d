import { StoreLink } from '../../../app/store-link.tsx';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { lineageSearch } from '../../../lib/lineage-search.ts';
import styles from './lineage.module.css';
import { sidesOf } from './lineage-shape.ts';
import { useNodeWords } from './lineage-words.ts';
import type { LineageGraph, LineageNode } from './use-lineage.ts';

/** The graph in reading order: what came before the thing in the middle, and what came of it, the nearest first. */
export function LineageList({ graph }: { readonly graph: LineageGraph }) {
  const { t } = useI18n();
  const { sources, results, beside } = sidesOf(graph);
  const things = new Map(graph.nodes.map((node) => [node.key, node]));
  const named = (keys: readonly string[]) => keys.flatMap((key) => things.get(key) ?? []);
  return (
    <div className={styles['sides']}>
      <Side title={t('lineage.sources')} none={t('lineage.sources.none')} things={named(sources)} />
      <Side title={t('lineage.results')} none={t('lineage.results.none')} things={named(results)} />
      {beside.length > 0 && <Side title={t('lineage.beside')} none="" things={named(beside)} />}
    </div>
  );
}

function Side({
  title,
  none,
  things,
}: {
  readonly title: string;
  readonly none: string;
  readonly things: readonly LineageNode[];
}) {
  const wordsOf = useNodeWords();
  return (
    <section className={styles['side']}>
      <h3>{title}</h3>
      {things.length === 0 ? (
        <p className={styles['quiet']}>{none}</p>
      ) : (
        <ul className={styles['things']}>
          {things.map((thing) => {
            const { title: kind, details } = wordsOf(thing);
            return (
              <li key={thing.key} className={styles['thing']}>
                <StoreLink path="/models" search={lineageSearch(thing)}>
                  {kind}
                </StoreLink>
                {details.map((detail) => (
                  <span key={detail} className={styles['quiet']}>
                    {detail}
                  </span>
                ))}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
