import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { data } from '../api/client.ts';
import { useStore } from '../app/session.ts';
import { StoreLink } from '../app/store-link.tsx';
import { useFormat, useI18n } from '../i18n/i18n-context.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Loaded } from '../ui/page-state.tsx';
import { ReadReply } from './read-reply.tsx';
import styles from './replies.module.css';
import type { Reply } from './reply.ts';

interface ReplyListProps {
  /** Of the whole store without one of these. */
  readonly customerId?: string;
  readonly cartId?: string;
  readonly title?: string;
  readonly hint?: string;
}

/** Shown at first, and when somebody asks for more: the longest page of the API. */
const rows = { first: 10, more: 100 };

/** What people wrote back, newest first: what it is, and what followed. */
export function ReplyList({ customerId, cartId, title, hint }: ReplyListProps) {
  const { t } = useI18n();
  const store = useStore();
  const [limit, setLimit] = useState(rows.first);
  const query = { limit, ...(customerId !== undefined && { customerId }), ...(cartId !== undefined && { cartId }) };
  const replies = useQuery({
    queryKey: ['replies', store.id, query],
    queryFn: () => data(store.api.GET('/v1/replies', { params: { query } })),
    enabled: store.may('messages:read'),
  });
  if (!store.may('messages:read')) return null;
  return (
    <Card title={title ?? t('replies.title')} hint={hint}>
      <Loaded query={replies} height={80}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <p>{t('replies.none')}</p>
          ) : (
            <>
              <ul className={styles['list']}>
                {items.map((reply) => (
                  <ReplyItem key={reply.id} reply={reply} showsCustomer={customerId === undefined} />
                ))}
              </ul>
              {nextCursor !== null && limit < rows.more && (
                <Button onClick={() => setLimit(rows.more)}>{t('replies.more')}</Button>
              )}
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

const tones = {
  unsubscribe: 'warn',
  complaint: 'bad',
  question: 'warn',
  other: 'neutral',
  automatic: 'neutral',
  bounce: 'neutral',
} as const;

function ReplyItem({ reply, showsCustomer }: { readonly reply: Reply; readonly showsCustomer: boolean }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const isOfPerson = reply.class !== 'automatic' && reply.class !== 'bounce';
  return (
    <li className={styles['reply']}>
      <div>
        <p>
          <Badge tone={tones[reply.class]}>{t(`replies.class.${reply.class}`)}</Badge>{' '}
          {showsCustomer && <StoreLink path={`/customers/${reply.customerId}`}>{t('replies.customer')}</StoreLink>}
        </p>
        <p className={styles['quiet']}>
          {[
            t(`channel.${reply.channel}`),
            format.dateTime(reply.receivedAt),
            t(effectOf(reply.class)),
            isOfPerson && t(`replies.forward.${reply.forwardState}`),
          ]
            .filter((part) => part !== false)
            .join(' · ')}
        </p>
      </div>
      <ReadReply reply={reply} />
    </li>
  );
}

function effectOf(kind: Reply['class']) {
  if (kind === 'unsubscribe') return 'replies.effect.unsubscribe';
  return kind === 'automatic' || kind === 'bounce' ? 'replies.effect.nothing' : 'replies.effect.paused';
}
