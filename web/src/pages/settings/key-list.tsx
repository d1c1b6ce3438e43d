import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { data } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import { type ApiKey, keysKey } from './key-data.ts';
import { isNamed, scopeLabel } from './scopes.ts';

export function KeyList({ keys }: { readonly keys: readonly ApiKey[] }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const toast = useToast();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<ApiKey | null>(null);
  const revoke = useMutation({
    mutationFn: (id: string) => data(store.api.DELETE('/v1/api-keys/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      setAsking(null);
      toast({ text: t('keys.revoked') });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: keysKey(store.id) }),
  });
  return (
    <>
      <Table
        caption={t('keys.title')}
        rows={keys}
        keyOf={({ id }) => id}
        columns={[
          {
            key: 'name',
            head: t('keys.name'),
            cell: ({ name, prefix, createdAt }) => (
              <>
                {name}
                <br />
                <code className={ui['help']}>{prefix}…</code>
                <br />
                <span className={ui['help']}>{t('keys.made', { moment: format.dateTime(createdAt) })}</span>
              </>
            ),
          },
          {
            key: 'scopes',
            head: t('keys.scopes'),
            cell: ({ scopes }) => (
              // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from lists without bullets
              <ul role="list">
                {scopes.map((scope) => (
                  <li key={scope}>
                    {isNamed(scope) ? t(scopeLabel(scope)) : null} <code className={ui['help']}>{scope}</code>
                  </li>
                ))}
              </ul>
            ),
          },
          {
            key: 'revoke',
            head: t('keys.state'),
            cell: (key) =>
              key.revokedAt !== null ? (
                <Badge>{t('keys.revokedAt', { moment: format.dateTime(key.revokedAt) })}</Badge>
              ) : store.may('api-keys:write') ? (
                <Button
                  look="danger"
                  aria-label={t('keys.revoke.label', { name: key.name })}
                  onClick={() => setAsking(key)}
                >
                  {t('keys.revoke')}
                </Button>
              ) : (
                <Badge tone="good">{t('keys.valid')}</Badge>
              ),
          },
        ]}
      />
      <ConfirmDialog
        open={asking !== null}
        title={t('keys.revoke.label', { name: asking?.name ?? '' })}
        action={t('keys.revoke')}
        busy={revoke.isPending}
        onClose={() => setAsking(null)}
        onConfirm={() => asking && revoke.mutate(asking.id)}
      >
        {revoke.error && <Notice tone="bad">{refusalText(t, revoke.error)}</Notice>}
        <p>{t('keys.revoke.text')}</p>
      </ConfirmDialog>
    </>
  );
}
