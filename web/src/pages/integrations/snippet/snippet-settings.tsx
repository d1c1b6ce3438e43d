import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { ApiError } from '../../../api/api-error.ts';
import { data, type paths } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Checkbox, TextArea } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import styles from '../integrations.module.css';
import { type Snippet, snippetKey } from './use-snippet.ts';

type Change = paths['/v1/snippet']['patch']['requestBody']['content']['application/json'];

const switches = [
  'enabled',
  'consentRequired',
  'honourSignals',
  'autoCapture',
  'emailCapture',
  'restoreCarts',
] as const;

/** What the snippet may do on the shop's pages. */
export function SnippetSettings({ snippet }: { readonly snippet: Snippet }) {
  const { t } = useI18n();
  const store = useStore();
  const queryClient = useQueryClient();
  const toast = useToast();
  const save = useMutation({
    mutationFn: (body: Change) => data(store.api.PATCH('/v1/snippet', { body })),
    onSuccess: (changed) => {
      queryClient.setQueryData(snippetKey(store.id), changed);
      toast({ text: t('integrations.saved') });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = Object.fromEntries(switches.map((name) => [name, form.has(name)]));
    const allowedOrigins = String(form.get('allowedOrigins')).split(/\s+/).filter(Boolean);
    save.mutate({ ...chosen, allowedOrigins });
  };
  const mayWrite = store.may('snippet:write');
  const error = save.error as ApiError | null;
  const isOrigin = error?.path?.startsWith('allowedOrigins');
  return (
    <Card title={t('integrations.snippet.settings')} hint={t('integrations.snippet.settings.hint')}>
      <form className={styles['form']} onSubmit={submit}>
        {switches.map((name) => (
          <Checkbox
            key={name}
            name={name}
            defaultChecked={snippet[name]}
            disabled={!mayWrite}
            label={t(`integrations.snippet.${name}`)}
            help={t(`integrations.snippet.${name}.help`)}
          />
        ))}
        <TextArea
          label={t('integrations.snippet.allowedOrigins')}
          name="allowedOrigins"
          defaultValue={snippet.allowedOrigins.join('\n')}
          disabled={!mayWrite}
          spellCheck={false}
          help={t('integrations.snippet.allowedOrigins.help')}
          problem={isOrigin ? t('integrations.snippet.allowedOrigins.problem') : null}
        />
        {error && !isOrigin && <Notice tone="bad">{error.message}</Notice>}
        {mayWrite && (
          <div className={ui['row']}>
            <Button look="primary" type="submit" disabled={save.isPending}>
              {t('action.save')}
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}
