import { useEffect, useRef } from 'react';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import type { Campaign } from './campaign-types.ts';
import styles from './campaigns.module.css';
import type { Changes } from './use-changes.ts';
import type { Editor } from './use-editor.ts';

/** Whether something is unsaved or unpublished, and the two ways on: save the draft (Ctrl S), review and publish. */
export function EditorBar({
  campaign,
  editor: { read },
  changes,
}: {
  readonly campaign: Campaign;
  readonly editor: Editor;
  readonly changes: Changes;
}) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const canSave = read.isDirty && changes.canSave && !changes.isSaving;
  const save = useRef(() => {});
  save.current = () => {
    if (canSave) void changes.save();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      save.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const status = read.isDirty
    ? t(changes.canSave ? 'campaigns.unsaved' : 'campaigns.unsavedWrong')
    : campaign.draft
      ? t('campaigns.savedAt', { at: format.dateTime(campaign.draft.savedAt) })
      : t(campaign.status === 'draft' ? 'campaigns.allSaved' : 'campaigns.allPublished');
  return (
    <>
      <span className={styles['saveState']} role="status">
        {status}
      </span>
      <Button onClick={() => void changes.save()} disabled={!canSave} title={t('campaigns.saveKeys')}>
        {t('campaigns.saveDraft')}
      </Button>
      <Button
        look="primary"
        onClick={() => void changes.review()}
        disabled={!changes.canSave || changes.isSaving || (!read.isDirty && campaign.draft === null)}
      >
        {t('campaigns.review')}
      </Button>
    </>
  );
}
