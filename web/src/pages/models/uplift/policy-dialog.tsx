import { type FormEvent, useState } from 'react';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import { emptyPolicy, formOfPolicy, type PolicyField, type PolicyForm, policyOf } from './policy-form.ts';
import styles from './uplift.module.css';
import { type Policy, usePolicyCommands } from './use-uplift.ts';

const groups = [
  { key: 'worth', fields: ['margin', 'discount', 'fatigue', 'email', 'sms', 'push'] },
  { key: 'assumed', fields: ['messagePoints', 'offerPoints'] },
  { key: 'limits', fields: ['gain', 'floor', 'exploration', 'monthlyOffers', 'monthlyMoney'] },
] as const satisfies readonly { readonly key: string; readonly fields: readonly PolicyField[] }[];

const mayBeEmpty: ReadonlySet<PolicyField> = new Set(['monthlyOffers', 'monthlyMoney']);

/** Drafts a policy, or the next version of one; it decides nothing by that. */
export function PolicyDialog({ from, onClose }: { readonly from: Policy | null; readonly onClose: () => void }) {
  const { t, locale } = useI18n();
  const store = useStore();
  const toast = useToast();
  const { draft } = usePolicyCommands();
  const tag = locale === 'en' ? 'en-GB' : locale;
  const [form, setForm] = useState<PolicyForm>(() =>
    from ? formOfPolicy(from, tag) : emptyPolicy(store.currency ?? 'EUR'),
  );
  const { policy, problems } = policyOf(form, tag);
  const shownGroups = groups.filter(({ key }) => key !== 'assumed' || form.scores === 'assumed');
  const set = (field: Partial<PolicyForm>) => setForm((before) => ({ ...before, ...field }));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!policy) return;
    draft.mutate(policy, {
      onSuccess: () => {
        toast({ text: t('uplift.policy.drafted') });
        onClose();
      },
    });
  };
  return (
    <Dialog open wide onClose={onClose} title={t(from ? 'uplift.policy.next' : 'uplift.policy.new')}>
      <form className={ui['stack']} onSubmit={submit}>
        {draft.error && <Notice tone="bad">{draft.error.message}</Notice>}
        <TextField
          label={t('uplift.policy.name')}
          help={t('uplift.policy.name.help')}
          value={form.name}
          maxLength={80}
          required
          onChange={({ target }) => set({ name: target.value })}
        />
        <TextField
          label={t('uplift.policy.currency')}
          value={form.currency}
          maxLength={3}
          pattern="[A-Z]{3}"
          required
          onChange={({ target }) => set({ currency: target.value.toUpperCase() })}
        />
        <SelectField
          label={t('uplift.policy.scores')}
          help={t(`uplift.policy.scores.${form.scores}.help`)}
          value={form.scores}
          onChange={({ target }) => set({ scores: target.value === 'served' ? 'served' : 'assumed' })}
        >
          <option value="assumed">{t('uplift.policy.scores.assumed')}</option>
          <option value="served">{t('uplift.policy.scores.served')}</option>
        </SelectField>
        {shownGroups.map(({ key, fields }) => (
          <fieldset key={key} className={styles['group']}>
            <legend>{t(`uplift.policy.group.${key}`)}</legend>
            <div className={styles['fields']}>
              {fields.map((field) => (
                <TextField
                  key={field}
                  label={t(`uplift.field.${field}`)}
                  help={t(`uplift.field.${field}.help`)}
                  value={form[field]}
                  problem={problems.has(field) ? t('uplift.field.problem') : null}
                  inputMode="decimal"
                  autoComplete="off"
                  required={!mayBeEmpty.has(field)}
                  onChange={({ target }) => set({ [field]: target.value })}
                />
              ))}
            </div>
          </fieldset>
        ))}
        <div className={ui['row']}>
          <Button look="primary" type="submit" disabled={draft.isPending || !policy}>
            {t('uplift.policy.submit')}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
