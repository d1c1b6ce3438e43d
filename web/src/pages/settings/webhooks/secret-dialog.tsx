import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import ui from '../../../ui/ui.module.css';

/** The signing secret, this once. */
export function SecretDialog({
  secret,
  isRotated = false,
  onClose,
}: {
  readonly secret: string;
  readonly isRotated?: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useI18n();
  return (
    <Dialog open onClose={onClose} title={t('webhooks.secret.title')}>
      <div className={ui['stack']}>
        <Notice tone="warn">{t('webhooks.secret.once')}</Notice>
        <CopyText text={secret} />
        <p className={ui['help']}>{t(isRotated ? 'webhooks.secret.rotated' : 'webhooks.secret.help')}</p>
        <div>
          <Button onClick={onClose}>{t('webhooks.secret.kept')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
