import { Fragment, type ReactNode } from 'react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { type CardBlock, type CardSpan, readCard } from './read-card.ts';
import styles from './registry.module.css';

/** A model card as its trainer wrote it: headings, paragraphs, lists and tables, and nothing that a page could run. */
export function CardText({ text }: { readonly text: string }) {
  const { t } = useI18n();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles['cardText']} aria-label={t('models.detail.card')} tabIndex={0} lang="en">
      {keyed(readCard(text), (block) => (
        <Block block={block} />
      ))}
    </section>
  );
}

function Block({ block }: { readonly block: CardBlock }) {
  switch (block.kind) {
    case 'heading':
      return block.level === 1 ? <h3>{spans(block.text)}</h3> : <h4>{spans(block.text)}</h4>;
    case 'paragraph':
      return <p>{spans(block.text)}</p>;
    case 'list':
      return (
        <ul>
          {keyed(block.items, (item) => (
            <li>{spans(item)}</li>
          ))}
        </ul>
      );
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {keyed(block.head, (cell) => (
                <th scope="col">{spans(cell)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {keyed(block.rows, (row) => (
              <tr>
                {keyed(row, (cell) => (
                  <td>{spans(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}

function spans(text: readonly CardSpan[]): ReactNode {
  return keyed(text, (span) => {
    switch (span.kind) {
      case 'code':
        return <code>{span.text}</code>;
      case 'strong':
        return <strong>{span.text}</strong>;
      case 'link':
        return (
          <a href={span.url} target="_blank" rel="noreferrer">
            {span.text}
          </a>
        );
      case 'text':
        return span.text;
    }
  });
}

/** A card never changes, so a place in it is as good as a name. */
function keyed<T>(items: readonly T[], show: (item: T) => ReactNode): ReactNode {
  return items.map((item, place) => {
    const key = `${place}`;
    return <Fragment key={key}>{show(item)}</Fragment>;
  });
}
