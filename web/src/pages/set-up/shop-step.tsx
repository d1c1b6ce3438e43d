import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo } from 'react';
import type { ApiError } from '../../api/api-error.ts';
import { data, type paths } from '../../api/client.ts';
import { meQuery, useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import styles from './set-up.module.css';
import { type SetUpFacts, setUpKey } from './use-set-up.ts';

type Change = paths['/v1/store']['patch']['requestBody']['content']['application/json'];

const fields = ['name', 'url', 'senderName', 'timeZone'] as const;

/** Who the shop is: where links of messages lead, who signs them, and when it is day there. */
export function ShopStep({ settings }: { readonly settings: SetUpFacts['settings'] }) {
  const { t } = useI18n();
  const store = useStore();
  const queryClient = useQueryClient();
  const toast = useToast();
  const zones = useMemo(() => {
    const known = Intl.supportedValuesOf('timeZone');
    return [...new Set([settings.timeZone, 'UTC', ...known])].sort();
  }, [settings.timeZone]);
  const save = useMutation({
    mutationFn: (body: Change) => data(store.api.PATCH('/v1/store', { body })),
    onSuccess: async () => {
      toast({ text: t('setUp.saved') });
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: setUpKey(store.id) }),
        queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
      ]);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name)).trim();
    const url = text('url');
    save.mutate({
      name: text('name'),
      url: /^[a-z]+:\/\//i.test(url) ? url : `https://${url}`,
      senderName: text('senderName') || null,
      timeZone: text('timeZone'),
    });
  };
  const error = save.error as ApiError | null;
  const problemAt = (path: string) => (error?.path === path ? error.message : null);
  const isElsewhere = error !== null && !fields.some((field) => field === error.path);
  const disabled = !store.may('store:write');
  return (
    <form className={styles['form']} onSubmit={submit}>
      <TextField
        label={t('setUp.shop.name')}
        name="name"
        required
        disabled={disabled}
        defaultValue={settings.name}
        problem={problemAt('name')}
      />
      <TextField
        label={t('setUp.shop.url')}
        name="url"
        required
        inputMode="url"
        spellCheck={false}
        disabled={disabled}
        defaultValue={settings.url ?? ''}
        help={t('setUp.shop.url.help')}
        problem={problemAt('url')}
      />
      <TextField
        label={t('setUp.shop.senderName')}
        name="senderName"
        required
        disabled={disabled}
        defaultValue={settings.senderName ?? settings.name}
        help={t('setUp.shop.senderName.help')}
        problem={problemAt('senderName')}
      />
      <SelectField
        label={t('setUp.shop.timeZone')}
        name="timeZone"
        disabled={disabled}
        defaultValue={settings.timeZone}
        help={t('setUp.shop.timeZone.help')}
        problem={problemAt('timeZone')}
      >
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </SelectField>
      {isElsewhere && <Notice tone="bad">{error.message}</Notice>}
      {!disabled && (
        <div className={ui['row']}>
          <Button type="submit" disabled={save.isPending}>
            {t('action.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
