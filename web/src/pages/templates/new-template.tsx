import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import ui from '../../ui/ui.module.css';
import { bodyOf, templateQueries } from './template-queries.ts';

const prefix = 'own-';

/** Asks for a name and which template it begins as a copy of; nothing is sent with it before it is published. */
export function NewTemplate({
  from = 'cart-reminder-1',
  onClose,
}: {
  readonly from?: string;
  readonly onClose: () => void;
}) {
  const { t } = useI18n();
  const store = useStore();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const list = useQuery(templateQueries.list(store));
  const [name, setName] = useState('');
  const [copied, setCopied] = useState(from);
  const create = useMutation({
    mutationFn: async () => {
      const { content } = await queries.fetchQuery(templateQueries.one(store, copied));
      return data(store.api.POST('/v1/templates', { body: { name: `${prefix}${name}`, content: bodyOf(content) } }));
    },
    onSuccess: async (created) => {
      await queries.invalidateQueries({ queryKey: templateQueries.of(store) });
      await navigate({ to: `/stores/${store.id}/templates/${created.name}` as '/' });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Dialog open onClose={onClose} title={t('templates.new')}>
      <form onSubmit={submit} className={ui['stack']}>
        <TextField
          label={t('templates.field.name')}
          help={t('templates.field.name.help', { name: `${prefix}${name === '' ? '…' : name}` })}
          value={name}
          maxLength={50}
          pattern="[a-z0-9][a-z0-9\-]*"
          required
          problem={create.error?.message}
          onChange={(event) => setName(event.target.value.toLowerCase().replaceAll(' ', '-'))}
        />
        <SelectField
          label={t('templates.field.from')}
          value={copied}
          onChange={(event) => setCopied(event.target.value)}
        >
          {list.data?.items.map((one) => (
            <option key={one.name} value={one.name}>
              {one.name}
            </option>
          ))}
        </SelectField>
        <div>
          <Button look="primary" type="submit" disabled={create.isPending || name === ''}>
            {t('templates.create')}
          </Button>{' '}
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
