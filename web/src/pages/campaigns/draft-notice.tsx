import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Campaign } from './campaign-types.ts';

/** That there are changes which nobody gets yet, and whether another version came between. */
export function DraftNotice({ campaign: { draft, version } }: { readonly campaign: Campaign }) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  if (draft === null) return null;
  return (
    <Notice tone={draft.baseVersion < version ? 'warn' : 'neutral'}>
      {t('campaigns.draftNotice', { at: format.dateTime(draft.savedAt), version })}{' '}
      {draft.baseVersion < version && t('campaigns.draftBehind', { base: draft.baseVersion, version })}
    </Notice>
  );
}
