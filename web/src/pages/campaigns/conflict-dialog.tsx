import { ApiError } from '../../api/api-error.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Content, Difference } from './campaign-types.ts';
import { DifferenceList } from './difference-list.tsx';

/** What stands in the campaign now, when somebody else saved since this page read it. */
export interface Conflict {
  readonly current: Content & { readonly revision: number; readonly name: string };
  readonly difference: Difference | null;
}

/** The conflict that an error tells of; null: it is another error. */
export function conflictOf(error: unknown): Conflict | null {
  if (!(error instanceof ApiError) || error.code !== 'version_conflict' || error.details === null) return null;
  // The API documents it with the code.
  return error.details as unknown as Conflict;
}

interface ConflictDialogProps {
  readonly conflict: Conflict | null;
  readonly onClose: () => void;
  readonly onKeepMine: (conflict: Conflict) => void;
  readonly onTakeTheirs: (conflict: Conflict) => void;
}

/** Two people edited at once: what differs, and which of both goes on. Until one is chosen nothing is lost. */
export function ConflictDialog({ conflict, onClose, onKeepMine, onTakeTheirs }: ConflictDialogProps) {
  const { t } = useI18n();
  return (
    <Dialog
      open={conflict !== null}
      onClose={onClose}
      wide
      title={t('campaigns.conflict')}
      actions={
        conflict && (
          <>
            <Button onClick={onClose}>{t('campaigns.conflict.goOn')}</Button>
            <Button onClick={() => onTakeTheirs(conflict)}>{t('campaigns.conflict.theirs')}</Button>
            <Button look="primary" onClick={() => onKeepMine(conflict)}>
              {t('campaigns.conflict.mine')}
            </Button>
          </>
        )
      }
    >
      <p>{t('campaigns.conflict.text')}</p>
      {conflict?.difference && (
        <DifferenceList
          difference={conflict.difference}
          before={t('campaigns.conflict.there')}
          after={t('campaigns.conflict.yours')}
        />
      )}
    </Dialog>
  );
}
