import { EllipsisVertical } from 'lucide-react';
import { useState } from 'react';
import { refusalText } from '../../../app/refusal-text.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import { SecretDialog } from './secret-dialog.tsx';
import { type Endpoint, useEndpointCommands } from './webhook-data.ts';

/** What can be done with an endpoint: try it, change it, turn it, give it a new secret, forget it. */
export function EndpointActions({
  endpoint,
  onEdit,
}: {
  readonly endpoint: Endpoint;
  readonly onEdit: (endpoint: Endpoint) => void;
}) {
  const { t } = useI18n();
  const toast = useToast();
  const { change, remove, rotate, test } = useEndpointCommands();
  const [asking, setAsking] = useState<'delete' | 'rotate' | null>(null);
  const name = endpoint.description || endpoint.url;
  const isOff = endpoint.status === 'off';
  const onError = (error: unknown) =>
    toast({ text: refusalText(t, error, { version_conflict: 'webhooks.changed', conflict: 'webhooks.isOff' }) });
  const [type = 'order.recovered'] = endpoint.eventTypes;
  const turn = () =>
    change.mutate(
      { endpoint, change: { status: isOff ? 'active' : 'off' } },
      { onSuccess: () => toast({ text: t(isOff ? 'webhooks.turnedOn' : 'webhooks.turnedOff') }), onError },
    );
  const close = () => setAsking(null);
  return (
    <div className={ui['row']}>
      <Button
        aria-label={t('webhooks.test.label', { name })}
        disabled={test.isPending || isOff}
        onClick={() =>
          test.mutate({ id: endpoint.id, type }, { onSuccess: () => toast({ text: t('webhooks.test.sent') }), onError })
        }
      >
        {t('webhooks.test')}
      </Button>
      <Menu
        trigger={
          <Button look="plain" aria-label={t('webhooks.more', { name })}>
            <EllipsisVertical size={16} aria-hidden="true" />
          </Button>
        }
        entries={[
          { label: t('webhooks.edit'), onSelect: () => onEdit(endpoint) },
          { label: t(isOff ? 'webhooks.turnOn' : 'webhooks.turnOff'), onSelect: turn },
          { label: t('webhooks.rotate'), onSelect: () => setAsking('rotate') },
          'separator',
          { label: t('webhooks.delete'), onSelect: () => setAsking('delete') },
        ]}
      />
      <ConfirmDialog
        open={asking === 'delete'}
        title={t('webhooks.delete.title', { name })}
        action={t('webhooks.delete')}
        busy={remove.isPending}
        onClose={close}
        onConfirm={() => remove.mutate(endpoint.id, { onSuccess: () => toast({ text: t('webhooks.deleted') }) })}
      >
        {remove.error && <Notice tone="bad">{refusalText(t, remove.error)}</Notice>}
        <p>{t('webhooks.delete.text')}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'rotate' && !rotate.data}
        title={t('webhooks.rotate.title', { name })}
        action={t('webhooks.rotate')}
        busy={rotate.isPending}
        onClose={close}
        onConfirm={() => rotate.mutate(endpoint.id)}
      >
        {rotate.error && <Notice tone="bad">{refusalText(t, rotate.error)}</Notice>}
        <p>{t('webhooks.rotate.text')}</p>
      </ConfirmDialog>
      {asking === 'rotate' && rotate.data && (
        <SecretDialog
          isRotated
          secret={rotate.data.secret}
          onClose={() => {
            close();
            rotate.reset();
          }}
        />
      )}
    </div>
  );
}
