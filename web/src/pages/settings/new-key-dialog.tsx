import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { data } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import ui from '../../ui/ui.module.css';
import { keysKey, type Scope } from './key-data.ts';
import { fineScopes, neededFor, scopeLabel, wideScopes } from './scopes.ts';

/** Makes a key with scopes that the person may hand on, and shows it once. */
export function NewKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useI18n();
  const store = useStore();
  const queryClient = useQueryClient();
  const [scopes, setScopes] = useState<ReadonlySet<Scope>>(new Set());
  const create = useMutation({
    mutationFn: (name: string) => data(store.api.POST('/v1/api-keys', { body: { name, scopes: [...scopes] } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keysKey(store.id) }),
  });
  const toggle = (scope: Scope) =>
    setScopes((before) =>
      before.has(scope) ? new Set([...before].filter((one) => one !== scope)) : new Set([...before, scope]),
    );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate(formValues(event.currentTarget)['name'] ?? '');
  };
  if (create.data)
    return (
      <Dialog open onClose={onClose} title={t('keys.made.title', { name: create.data.name })}>
        <div className={ui['stack']}>
          <Notice tone="warn">{t('keys.once')}</Notice>
          <CopyText text={create.data.key} />
          <div>
            <Button onClick={onClose}>{t('keys.kept')}</Button>
          </div>
        </div>
      </Dialog>
    );
  const box = (scope: (typeof wideScopes)[number] | (typeof fineScopes)[number]) => (
    <Checkbox
      key={scope}
      label={
        <>
          {t(scopeLabel(scope))} <code className={ui['help']}>{scope}</code>
        </>
      }
      checked={scopes.has(scope)}
      onChange={() => toggle(scope)}
    />
  );
  return (
    <Dialog open onClose={onClose} title={t('keys.new')}>
      <form className={ui['stack']} onSubmit={submit}>
        {create.error && <Notice tone="bad">{refusalText(t, create.error, { forbidden: 'keys.exceeds' })}</Notice>}
        <TextField label={t('keys.name')} help={t('keys.name.help')} name="name" maxLength={100} required />
        <fieldset className={ui['group']}>
          <legend>{t('keys.scopes')}</legend>
          {wideScopes.filter((scope) => neededFor[scope].every(store.may)).map(box)}
          <details>
            <summary>{t('keys.fine')}</summary>
            {fineScopes.filter(store.may).map(box)}
          </details>
          <p className={ui['help']}>{t('keys.own')}</p>
        </fieldset>
        <div className={ui['row']}>
          <Button look="primary" type="submit" disabled={create.isPending || scopes.size === 0}>
            {t('keys.new.submit')}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
