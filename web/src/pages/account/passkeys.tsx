import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, data } from '../../api/client.ts';
import { canUsePasskeys, makePasskey } from '../../api/passkeys.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { meQuery } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import { browserZone } from './browser-zone.ts';
import { type SecondFactorList, secondFactorsKey } from './second-factor-list.ts';

type Passkey = SecondFactorList['passkeys'][number];

/** Keys that live in the person's devices, each with the name that the person gave it. */
export function Passkeys({ passkeys }: { readonly passkeys: readonly Passkey[] }) {
  const { t } = useI18n();
  const format = useFormat(browserZone);
  const toast = useToast();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<Passkey | null>(null);
  const refresh = async () => {
    await queryClient.invalidateQueries({ queryKey: secondFactorsKey });
    // A store may demand it.
    await queryClient.invalidateQueries(meQuery);
  };
  const remove = useMutation({
    mutationFn: (id: string) => data(api.DELETE('/v1/me/second-factors/passkeys/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      setAsking(null);
      await refresh();
      toast({ text: t('account.passkeys.removed') });
    },
  });
  return (
    <div className={ui['stack']}>
      <h3>{t('account.passkeys.title')}</h3>
      {passkeys.length > 0 && (
        <Table
          caption={t('account.passkeys.title')}
          rows={passkeys}
          keyOf={({ id }) => id}
          columns={[
            {
              key: 'name',
              head: t('account.passkeys.name'),
              cell: ({ name, usable, rpId }) => (
                <div className={ui['row']}>
                  {name}
                  {!usable && <Badge tone="warn">{t('account.passkeys.elsewhere', { host: rpId })}</Badge>}
                </div>
              ),
            },
            { key: 'made', head: t('account.passkeys.made'), cell: ({ createdAt }) => format.dateTime(createdAt) },
            {
              key: 'used',
              head: t('account.passkeys.used'),
              cell: ({ lastUsedAt }) =>
                lastUsedAt === null ? t('account.passkeys.never') : format.relative(lastUsedAt),
            },
            {
              key: 'remove',
              head: <span className="visually-hidden">{t('account.actions')}</span>,
              cell: (passkey) => (
                <Button
                  look="danger"
                  aria-label={t('account.passkeys.remove.label', { name: passkey.name })}
                  onClick={() => setAsking(passkey)}
                >
                  {t('account.remove')}
                </Button>
              ),
            },
          ]}
        />
      )}
      <AddPasskey onAdded={refresh} />
      <ConfirmDialog
        open={asking !== null}
        title={t('account.passkeys.remove', { name: asking?.name ?? '' })}
        action={t('account.remove')}
        busy={remove.isPending}
        onConfirm={() => asking && remove.mutate(asking.id)}
        onClose={() => setAsking(null)}
      >
        {remove.error && <Notice tone="bad">{refusalText(t, remove.error)}</Notice>}
        <p>{t('account.passkeys.remove.text')}</p>
      </ConfirmDialog>
    </div>
  );
}

function AddPasskey({ onAdded }: { readonly onAdded: () => Promise<void> }) {
  const { t } = useI18n();
  const toast = useToast();
  const add = useMutation({
    mutationFn: async (name: string) => {
      const { challenge, options } = await data(api.POST('/v1/me/second-factors/passkey-options'));
      const response = await makePasskey(options);
      return data(
        api.POST('/v1/me/second-factors/passkeys', { body: { challenge, name, response: response as never } }),
      );
    },
    onSuccess: async () => {
      await onAdded();
      toast({ text: t('account.passkeys.added') });
    },
  });
  if (!canUsePasskeys()) return <p>{t('signIn.second.noPasskeysHere')}</p>;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    add.mutate(formValues(form)['name'] ?? '', { onSuccess: () => form.reset() });
  };
  return (
    <form className={ui['stack']} onSubmit={submit}>
      {add.error && <Notice tone="bad">{refusalText(t, add.error)}</Notice>}
      <TextField
        label={t('account.passkeys.newName')}
        help={t('account.passkeys.newName.help')}
        name="name"
        maxLength={100}
        required
      />
      <div>
        <Button type="submit" disabled={add.isPending}>
          {t('account.passkeys.add')}
        </Button>
      </div>
    </form>
  );
}
