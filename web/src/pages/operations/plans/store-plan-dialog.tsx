import { type FormEvent, useState } from 'react';
import { refusalText } from '../../../app/refusal-text.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { formValues } from '../../../lib/form-values.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import { monthText, planText } from '../../../usage/plan-text.ts';
import { LimitFields, limitsIn, typedOf } from './limit-fields.tsx';
import { monthsAfter, type StoreWithPlan, usePlanCommands, usePlans } from './plan-data.ts';
import { PreviewOfStore } from './plan-preview.tsx';

const monthsShown = 12;

/** Gives a store another plan, now or from a month on, with what that means for what it uses. */
export function StorePlanDialog({ store, onClose }: { readonly store: StoreWithPlan; readonly onClose: () => void }) {
  const { t, locale } = useI18n();
  const toast = useToast();
  const plans = usePlans();
  const { give } = usePlanCommands();
  const [name, setName] = useState(store.plan.name);
  const [typed, setTyped] = useState(typedOf(store.plan.name === 'custom' ? store.plan.limits : {}, locale));
  const limits = name === 'custom' ? limitsIn(typed, locale) : undefined;
  const meant = limits === null ? null : { name, ...(limits && { limits }) };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (meant === null) return;
    const { from = '', billingCustomer = '' } = formValues(event.currentTarget);
    const body = { ...meant, ...(from !== '' && { from }), billingCustomer: billingCustomer.trim() || null };
    const onSuccess = () => {
      toast({ text: t('plans.given', { store: store.storeName }) });
      onClose();
    };
    give.mutate({ storeId: store.storeId, body }, { onSuccess });
  };
  const names = [...(plans.data?.items.map((plan) => plan.name) ?? [store.plan.name]), 'custom'];
  return (
    <Dialog open wide onClose={onClose} title={t('plans.change.of', { store: store.storeName })}>
      <form className={ui['stack']} onSubmit={submit}>
        {give.error && (
          <Notice tone="bad">
            {refusalText(t, give.error, { 'invalid:billingCustomer': 'plans.billingCustomer.help' })}
          </Notice>
        )}
        <SelectField label={t('plans.plan')} value={name} onChange={({ target }) => setName(target.value)}>
          {[...new Set(names)].map((one) => (
            <option key={one} value={one}>
              {planText(one, t)}
            </option>
          ))}
        </SelectField>
        {name === 'custom' && <LimitFields typed={typed} onChange={setTyped} />}
        <SelectField label={t('plans.from')} help={t('plans.from.help')} name="from">
          <option value="">{t('plans.from.now')}</option>
          {monthsAfter(store.period, monthsShown).map((month) => (
            <option key={month} value={month}>
              {monthText(month, locale)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('plans.billingCustomer')}
          help={t('plans.billingCustomer.help')}
          name="billingCustomer"
          defaultValue={store.billingCustomer ?? ''}
          maxLength={70}
        />
        <PreviewOfStore input={meant && { ...meant, storeId: store.storeId }} />
        <div className={ui['row']}>
          <Button look="primary" type="submit" disabled={give.isPending || meant === null}>
            {t('plans.give')}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
