import { useQuery } from '@tanstack/react-query';
import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { ReplyList } from '../../../replies/reply-list.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { RepliesForm } from './replies-form.tsx';

/** Where answers go, and what came in of late. */
export function RepliesPage() {
  const { t } = useI18n();
  const store = useStore();
  const settings = useQuery({
    queryKey: ['store', store.id, 'settings'],
    queryFn: () => data(store.api.GET('/v1/store')),
    // What is being typed is not replaced under the person's hands.
    refetchOnWindowFocus: false,
    refetchInterval: false,
  });
  return (
    <SettingsFrame part="replies">
      <Loaded query={settings} height={320}>
        {(given) => <RepliesForm key={given.id} settings={given} />}
      </Loaded>
      <ReplyList title={t('replySettings.recent')} hint={t('replySettings.kept')} />
    </SettingsFrame>
  );
}
