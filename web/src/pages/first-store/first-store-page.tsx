import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useMemo, useState } from 'react';
import type { ApiError } from '../../api/api-error.ts';
import { api, data, type paths } from '../../api/client.ts';
import { EntryFrame } from '../../app/entry-frame.tsx';
import { meQuery, useMe } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import ui from '../../ui/ui.module.css';

type NewStore = paths['/v1/stores']['post']['requestBody']['content']['application/json'];

/** Where somebody comes who is signed in and in no store: who may make one does so here, others are told whom to ask. */
export function FirstStorePage() {
  const { t } = useI18n();
  const { admin, user } = useMe();
  const [isMade, setMade] = useState(false);
  return (
    <EntryFrame title={t(isMade ? 'firstStore.ready' : admin ? 'firstStore.title' : 'firstStore.none')}>
      {admin ? <NewStoreForm onMade={() => setMade(true)} /> : <p>{t('firstStore.ask', { email: user.email })}</p>}
      <Link to="/account" className={buttonClass('plain')}>
        {t('firstStore.account')}
      </Link>
    </EntryFrame>
  );
}

function NewStoreForm({ onMade }: { readonly onMade: () => void }) {
  const { t, locale } = useI18n();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = useMemo(() => [...new Set([here, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort(), [here]);
  const create = useMutation({
    mutationFn: (body: NewStore) => data(api.POST('/v1/stores', { body })),
    onSuccess: onMade,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { name = '', url = '', timeZone = '' } = formValues(event.currentTarget);
    create.mutate({
      ...{ name: name.trim(), timeZone, locale },
      url: /^[a-z]+:\/\//i.test(url.trim()) ? url.trim() : `https://${url.trim()}`,
    });
  };
  if (create.data) {
    const { store, apiKey } = create.data;
    const goOn = async () => {
      await queryClient.invalidateQueries(meQuery);
      await navigate({ to: '/stores/$storeId/set-up' as '/stores/$storeId', params: { storeId: store.id } });
    };
    return (
      <div className={ui['stack']}>
        <Notice tone="good">{t('firstStore.made', { name: store.name })}</Notice>
        <p>{t('firstStore.key')}</p>
        <p>
          <CopyText text={apiKey.key} />
        </p>
        <Button look="primary" onClick={() => void goOn()}>
          {t('firstStore.goOn')}
        </Button>
      </div>
    );
  }
  const error = create.error as ApiError | null;
  const problemAt = (path: string) => (error?.path === path ? error.message : null);
  return (
    <form className={ui['stack']} onSubmit={submit}>
      <p>{t('firstStore.lead')}</p>
      <TextField
        label={t('setUp.shop.name')}
        name="name"
        required
        maxLength={100}
        autoComplete="organization"
        problem={problemAt('name')}
      />
      <TextField
        label={t('setUp.shop.url')}
        name="url"
        required
        inputMode="url"
        spellCheck={false}
        placeholder="https://shop.example"
        help={t('setUp.shop.url.help')}
        problem={problemAt('url')}
      />
      <SelectField
        label={t('setUp.shop.timeZone')}
        name="timeZone"
        defaultValue={here}
        help={t('setUp.shop.timeZone.help')}
        problem={problemAt('timeZone')}
      >
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </SelectField>
      {error && !['name', 'url', 'timeZone'].includes(error.path ?? '') && <Notice tone="bad">{error.message}</Notice>}
      <Button look="primary" type="submit" disabled={create.isPending}>
        {t('firstStore.submit')}
      </Button>
    </form>
  );
}
