import { useState } from 'react';
import { StoreLink } from '../../app/store-link.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import timeline from '../../states/timeline.module.css';
import { type Entry, isToldTwice, TimelineEntry } from '../../states/timeline-entry.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import styles from './carts.module.css';
import type { Cart } from './use-carts.ts';

const views = ['all', 'decisions', 'shopper'] as const;
type View = (typeof views)[number];

/** Everything that happened and counted, and everything that did not, newest first. */
export function CartTimeline({ cart }: { readonly cart: Cart }) {
  const { t } = useI18n();
  const [view, setView] = useState<View>('all');
  const entries = withLastTouch(cart)
    .filter((entry) => !isToldTwice(entry))
    .filter((entry) => view === 'all' || (view === 'shopper') === isOfShopper(entry))
    .toReversed();
  return (
    <Card title={t('cart.timeline')}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div className={styles['tabs']} role="group" aria-label={t('cart.timeline.show')}>
        {views.map((one) => (
          <Button
            key={one}
            look={one === view ? 'primary' : 'plain'}
            aria-pressed={one === view}
            onClick={() => setView(one)}
          >
            {t(`cart.timeline.${one}`)}
          </Button>
        ))}
      </div>
      {entries.length === 0 ? (
        <p>{t('cart.timeline.empty')}</p>
      ) : (
        <ol className={timeline['timeline']}>
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id, and their order does not change
            <li key={`${entry.at}/${index}`} className={timeline['entry']}>
              <TimelineEntry
                entry={entry}
                messageLink={(id, words) => <StoreLink path={`/messages/${id}`}>{words}</StoreLink>}
              />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

/**
 * Of what a shop tells as a whole cart only the newest is kept, and not as an operation: that somebody was there stands in the
 * timeline all the same.
 */
function withLastTouch({ timeline, lastActivityAt }: Cart): readonly Entry[] {
  if (timeline.some(({ at, kind }) => kind === 'activity' && at >= lastActivityAt)) return timeline;
  const touch: Entry = {
    ...{
      at: lastActivityAt,
      kind: 'activity',
      event: 'product_seen',
      values: { touched: true },
      counts: null,
      text: '',
    },
    ...{ reason: null, channel: null, recoveryId: null, messageId: null, ruleId: null },
  };
  return [...timeline, touch].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function isOfShopper({ kind }: Entry): boolean {
  return kind === 'activity' || kind === 'purchase' || kind === 'order';
}
