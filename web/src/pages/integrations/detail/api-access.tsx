import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ApiError } from '../../../api/api-error.ts';
import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card, Facts } from '../../../ui/card.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import styles from '../integrations.module.css';
import { type IntegrationDetail, integrationKey, usePlatforms } from '../use-integrations.ts';

/** Access to the platform's own API: whether it works, and a new address and token. */
export function ApiAccess({ integration }: { readonly integration: IntegrationDetail }) {
  const { t } = useI18n();
  const store = useStore();
  const [isEditing, setEditing] = useState(false);
  const guide = usePlatforms().data?.find(({ platform }) => platform === integration.platform);
  const check = useMutation({
    mutationFn: () =>
      data(store.api.POST('/v1/integrations/{id}/check-api', { params: { path: { id: integration.id } } })),
  });
  if (!guide || guide.apiUrlExample === null) return null;
  const mayWrite = store.may('integrations:write');
  return (
    <Card title={t('integrations.api')} hint={t('integrations.api.hint')}>
      <div className={ui['stack']}>
        <Facts facts={[[t('integrations.api.address'), integration.apiUrl ?? t('integrations.api.none')]]} />
        {check.data && (
          <Notice tone={check.data.status === 'works' ? 'good' : 'warn'}>
            {t(`integrations.api.${check.data.status}`, { count: check.data.seen ?? 0 })}
          </Notice>
        )}
        {check.error && <Notice tone="bad">{check.error.message}</Notice>}
        {isEditing ? (
          <ApiForm integration={integration} example={guide.apiUrlExample} onDone={() => setEditing(false)} />
        ) : (
          mayWrite && (
            <div className={ui['row']}>
              {integration.apiUrl !== null && (
                <Button onClick={() => check.mutate()} disabled={check.isPending}>
                  {t('integrations.api.test')}
                </Button>
              )}
              <Button onClick={() => setEditing(true)}>
                {t(integration.apiUrl === null ? 'integrations.api.add' : 'integrations.api.change')}
              </Button>
            </div>
          )
        )}
      </div>
    </Card>
  );
}

function ApiForm({
  integration,
  example,
  onDone,
}: {
  readonly integration: IntegrationDetail;
  readonly example: string;
  readonly onDone: () => void;
}) {
  const { t } = useI18n();
  const store = useStore();
  const queryClient = useQueryClient();
  const toast = useToast();
  const save = useMutation({
    mutationFn: (api: { readonly url: string; readonly token: string }) =>
      data(store.api.PATCH('/v1/integrations/{id}', { params: { path: { id: integration.id } }, body: { api } })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: integrationKey(store.id, integration.id) });
      toast({ text: t('integrations.saved') });
      onDone();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({ url: String(form.get('url')).trim(), token: String(form.get('token')).trim() });
  };
  const error = save.error as ApiError | null;
  const problemAt = (path: string) => (error?.path === path ? error.message : null);
  return (
    <form className={styles['form']} onSubmit={submit}>
      <TextField
        label={t('integrations.api.address')}
        name="url"
        placeholder={example}
        defaultValue={integration.apiUrl ?? ''}
        spellCheck={false}
        required
        problem={problemAt('api.url')}
      />
      <TextField
        label={t('integrations.api.token')}
        name="token"
        autoComplete="off"
        spellCheck={false}
        required
        help={t('integrations.api.token.help')}
        problem={problemAt('api.token')}
      />
      {error && !['api.url', 'api.token'].includes(error.path ?? '') && <Notice tone="bad">{error.message}</Notice>}
      <div className={ui['row']}>
        <Button look="primary" type="submit" disabled={save.isPending}>
          {t('action.save')}
        </Button>
        <Button onClick={onDone}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
