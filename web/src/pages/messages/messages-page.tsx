import { useNavigate, useParams } from '@tanstack/react-router';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { useMediaQuery } from '../../lib/use-media-query.ts';
import { useListSearch } from '../../lists/list-filters.tsx';
import { ListWithPanel, SidePanel } from '../../lists/list-panel.tsx';
import { MessageDetail } from './message-detail.tsx';
import { MessageList, rowId } from './message-list.tsx';
import { useMessages } from './use-messages.ts';

/** The list, with a message beside it where there is room; `/messages/{id}` by itself is the message's own page. */
export function MessagesPage() {
  const { t } = useI18n();
  const { messageId }: { readonly messageId?: string } = useParams({ strict: false });
  const [search] = useListSearch();
  const roomy = useMediaQuery('(min-width: 1180px)');
  if (messageId === undefined || (search['view'] === 'panel' && roomy))
    return <MessagesWithPanel messageId={messageId ?? null} />;
  return (
    <>
      <p>
        <StoreLink path="/messages" search={{ ...search, view: undefined }}>
          ← {t('list.back')}
        </StoreLink>
      </p>
      <MessageDetail messageId={messageId} />
    </>
  );
}

function MessagesWithPanel({ messageId }: { readonly messageId: string | null }) {
  const { t } = useI18n();
  const store = useStore();
  const navigate = useNavigate();
  const [search] = useListSearch();
  const messages = useMessages();
  const go = (id: string | null) =>
    void navigate({
      to: `/stores/${store.id}/messages${id === null ? '' : `/${id}`}` as '/',
      search: { ...search, view: id === null ? undefined : 'panel' } as never,
      replace: messageId !== null,
      resetScroll: false,
    });
  const index = messages.rows.findIndex(({ id }) => id === messageId);
  const [before, after] = [messages.rows[index - 1], index < 0 ? undefined : messages.rows[index + 1]];
  const close = () => {
    go(null);
    if (messageId !== null) document.getElementById(rowId(messageId))?.focus();
  };
  return (
    <ListWithPanel
      list={<MessageList messages={messages} openId={messageId} />}
      panel={
        messageId === null ? null : (
          <SidePanel
            label={t('message.panel')}
            path={`/messages/${messageId}`}
            shownId={messageId}
            onClose={close}
            onPrevious={before && (() => go(before.id))}
            onNext={after && (() => go(after.id))}
          >
            <MessageDetail messageId={messageId} narrow />
          </SidePanel>
        )
      }
    />
  );
}
