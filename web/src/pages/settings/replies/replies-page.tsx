import { useI18n } from '../../../i18n/i18n-context.tsx';
import { ReplyList } from '../../../replies/reply-list.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { useStoreSettings } from '../use-store-settings.ts';
import { RepliesForm } from './replies-form.tsx';

/** Where answers go, and what came in of late. */
export function RepliesPage() {
  const { t } = useI18n();
  const settings = useStoreSettings();
  return (
    <SettingsFrame part="replies">
      <Loaded query={settings} height={320}>
        {(given) => <RepliesForm key={given.id} settings={given} />}
      </Loaded>
      <ReplyList title={t('replySettings.recent')} hint={t('replySettings.kept')} />
    </SettingsFrame>
  );
}
