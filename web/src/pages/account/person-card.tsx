import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api, data } from '../../api/client.ts';
import { chooseLocale } from '../../app/locale.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { meQuery, useMe } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { locales } from '../../i18n/translate.ts';
import { formValues } from '../../lib/form-values.ts';
import { oneOf } from '../../lib/search.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';

export function PersonCard() {
  const { t, locale } = useI18n();
  const { user } = useMe();
  const toast = useToast();
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (body: { readonly name: string; readonly locale: 'en' | 'de' }) => data(api.PATCH('/v1/me', { body })),
    onSuccess: async (_, { locale: chosen }) => {
      if (chosen !== locale) return chooseLocale(chosen);
      await queryClient.invalidateQueries(meQuery);
      toast({ text: t('account.person.saved') });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { name = '', locale: chosen } = formValues(event.currentTarget);
    save.mutate({ name, locale: oneOf(chosen, locales) ?? locale });
  };
  return (
    <Card title={t('account.person.title')}>
      <form className={ui['stack']} onSubmit={submit}>
        {save.error && <Notice tone="bad">{refusalText(t, save.error)}</Notice>}
        <TextField label={t('signIn.email')} type="email" value={user.email} help={t('account.email.help')} readOnly />
        <TextField
          label={t('firstOwner.name')}
          name="name"
          autoComplete="name"
          defaultValue={user.name}
          maxLength={100}
          required
        />
        <SelectField label={t('account.language')} name="locale" defaultValue={locale}>
          <option value="en">English</option>
          <option value="de">Deutsch</option>
        </SelectField>
        <div>
          <Button type="submit" disabled={save.isPending}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
