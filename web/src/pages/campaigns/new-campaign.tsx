import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { campaignQueries } from './campaign-queries.ts';
import { limits, type Rule } from './campaign-types.ts';
import styles from './campaigns.module.css';
import { starterFlow } from './flow/starter-flow.ts';

const hourMs = 3_600_000;

const step = (number: number, channel: Rule['channel'], hours: number): Rule => ({
  ...{ id: `step-${number}`, trigger: 'cart_abandoned', delayMs: hours * hourMs, channel },
  ...{ template: `cart-reminder-${number}`, conditions: {} },
});

/** What a new campaign may begin with. */
const beginnings = {
  one: [step(1, 'email', 1)],
  emails: [step(1, 'email', 1), step(2, 'email', 24), step(3, 'email', 72)],
  channels: [step(1, 'email', 1), step(2, 'sms', 24), step(3, 'push', 72)],
} as const satisfies Readonly<Record<string, readonly Rule[]>>;
type Beginning = keyof typeof beginnings;

/** Asks for a name and a beginning; what is made is a draft, by which nothing goes out. */
export function NewCampaign({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useI18n();
  const store = useStore();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [beginning, setBeginning] = useState<Beginning>('emails');
  const [kind, setKind] = useState<'steps' | 'flow'>('steps');
  const create = useMutation({
    mutationFn: () => {
      const content = kind === 'flow' ? { flow: starterFlow } : { rules: [...beginnings[beginning]] };
      return data(store.api.POST('/v1/campaigns', { body: { name: name.trim(), ...content } }));
    },
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: campaignQueries.of(store) });
      onClose();
      await navigate({ to: `/stores/${store.id}/campaigns/${id}` as '/' });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  const problem = create.error instanceof ApiError ? create.error.message : null;
  return (
    <Dialog open={open} onClose={onClose} title={t('campaigns.new')}>
      <form onSubmit={submit} className={styles['stack']}>
        <TextField
          label={t('campaigns.field.name')}
          value={name}
          maxLength={limits.nameLengthMax}
          required
          problem={problem}
          onChange={(event) => setName(event.target.value)}
        />
        <fieldset className={styles['choices']}>
          <legend>{t('flow.kind')}</legend>
          {(['steps', 'flow'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />{' '}
              {t(`flow.kind.${one}`)}
            </label>
          ))}
        </fieldset>
        {kind === 'flow' ? (
          <p className={styles['quiet']}>
            {t('flow.starter')} {t('campaigns.beginHelp')}
          </p>
        ) : (
          <SelectField
            label={t('campaigns.begin')}
            help={t('campaigns.beginHelp')}
            value={beginning}
            onChange={(event) => setBeginning(event.target.value as Beginning)}
          >
            <option value="one">{t('campaigns.begin.one')}</option>
            <option value="emails">{t('campaigns.begin.emails')}</option>
            <option value="channels">{t('campaigns.begin.channels')}</option>
          </SelectField>
        )}
        <div className={styles['actions']}>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" disabled={create.isPending || name.trim() === ''}>
            {t('campaigns.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
