import { Link } from '@tanstack/react-router';
import {
  Ban,
  Gauge,
  Mail,
  Megaphone,
  Pause,
  Play,
  Receipt,
  Repeat,
  ShoppingCart,
  Sparkles,
  ToggleLeft,
} from 'lucide-react';
import { useStore } from '../app/session.ts';
import { useFormat, useI18n } from '../i18n/i18n-context.tsx';
import { ReasonText } from '../i18n/reason-text.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/page-state.tsx';
import { eventText, isNews } from './event-text.ts';
import styles from './live.module.css';
import type { LiveEvent } from './live-frame.ts';
import { LiveStatus } from './live-status.tsx';
import { useLiveFeed } from './use-live.ts';

const entriesMax = 30;

const icons = {
  cart: ShoppingCart,
  recovery: Repeat,
  message: Mail,
  order: Receipt,
  decision: Ban,
  campaign: Megaphone,
  training_run: Sparkles,
  rollout: Sparkles,
  model_move: Sparkles,
  drift_check: Sparkles,
  flag: ToggleLeft,
  quota: Gauge,
} as const;

/** What happens in the store while one looks: recoveries that start, messages, orders, and why nothing was sent. */
export function LiveFeed() {
  const { t } = useI18n();
  const { shown, paused, waiting, pause, resume } = useLiveFeed('store', { entriesMax, shows: isNews });
  return (
    <Card
      title={t('live.feed')}
      hint={t('live.feed.hint')}
      actions={
        <div className={styles['controls']}>
          <LiveStatus />
          <Button look="plain" onClick={paused ? resume : pause} aria-pressed={paused}>
            {paused ? <Play size={14} aria-hidden="true" /> : <Pause size={14} aria-hidden="true" />}
            {t(paused ? 'live.feed.resume' : 'live.feed.pause')}
          </Button>
        </div>
      }
    >
      {waiting > 0 && (
        <p className={styles['newer']}>
          <Button onClick={resume}>{t('live.feed.waiting', { count: waiting })}</Button>
        </p>
      )}
      {shown.length === 0 ? (
        <EmptyState title={t('live.feed.none')} text={t('live.feed.none.text')} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keyboard
        <ul className={styles['list']} aria-label={t('live.feed')} tabIndex={0}>
          {shown.map((event) => (
            <FeedEntry key={`${event.kind}:${event.id}`} event={event} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function FeedEntry({ event }: { readonly event: LiveEvent }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const Icon = icons[event.kind];
  const text = eventText(event, t);
  const place = placeOf(event);
  return (
    <li className={styles['entry']}>
      <Icon size={14} aria-hidden="true" />
      <p>
        {place === null ? (
          text
        ) : (
          <Link to={`/stores/$storeId${place}` as '/stores/$storeId'} params={{ storeId: store.id }}>
            {text}
          </Link>
        )}
        {event.kind === 'order' && event.totalMinor !== null && `, ${format.money(event.totalMinor, event.currency)}`}
      </p>
      <time className={styles['time']} dateTime={event.at} title={format.dateTimeLong(event.at)}>
        {format.time(event.at)}
      </time>
      {'reason' in event && event.reason !== null && event.kind === 'decision' && (
        <p className={styles['more']}>
          <ReasonText code={event.reason} />
        </p>
      )}
    </li>
  );
}

/** The page that tells the story: the cart's where there is one. */
function placeOf(event: LiveEvent): string | null {
  if (event.kind === 'campaign') return `/campaigns/${event.id}`;
  if (event.kind === 'flag') return '/settings/flags';
  if (event.kind === 'quota') return '/settings/usage';
  if (!('cartId' in event)) return '/models';
  return event.cartId === null ? null : `/carts/${event.cartId}`;
}
