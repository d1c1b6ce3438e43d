import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useToast } from '../../../ui/toast.tsx';
import type { Rule } from '../campaign-types.ts';
import styles from '../campaigns.module.css';
import type { Editor } from '../use-editor.ts';
import { rulesAsFlow } from './rules-as-flow.ts';

/** Says what becomes of simple steps that are made a flow, and does it: the edit is unsaved until it is saved. */
export function ConvertDialog({
  editor: { state, writing, dispatch },
  rules,
  open,
  onClose,
}: {
  readonly editor: Editor;
  readonly rules: readonly Rule[];
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useI18n();
  const toast = useToast();
  const { flow, notes } = rulesAsFlow(rules);
  const convert = () => {
    dispatch({ kind: 'filled', name: state.name, content: { rules: [], flow }, writing });
    toast({ text: t('flow.converted') });
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('flow.convert.title')}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" onClick={convert}>
            {t('flow.convert.do')}
          </Button>
        </>
      }
    >
      <div className={styles['stack']}>
        <p>{t('flow.convert.text')}</p>
        <div>
          <strong>{t('flow.convert.differs')}</strong>
          <ul className={styles['findings']}>
            {notes.map((note) => (
              <li key={note}>{t(`flow.convert.${note}`)}</li>
            ))}
          </ul>
        </div>
      </div>
    </Dialog>
  );
}
