import { useI18n } from '../../i18n/i18n-context.tsx';
import { Checkbox, SelectField, TextField } from '../../ui/field.tsx';
import { stages } from './campaign-types.ts';
import { stageKey, wordOf } from './campaign-words.ts';
import styles from './campaigns.module.css';
import { amountCurrency, codesIn, type StepForm, type Writing } from './step-form.ts';

type ConditionText = 'valueMin' | 'valueMax' | 'currencies' | 'itemsMin' | 'probabilityMin' | 'probabilityMax';

/** What a step asks of a cart and its person. */
export function ConditionFields({
  form,
  writing,
  readOnly,
  problemOf,
  onChange,
}: {
  readonly form: StepForm;
  readonly writing: Writing;
  readonly readOnly: boolean;
  readonly problemOf: (field: keyof StepForm) => string | null;
  readonly onChange: (change: Partial<StepForm>) => void;
}) {
  const { t } = useI18n();
  const text = (field: ConditionText) => ({
    value: form[field],
    problem: problemOf(field),
    autoComplete: 'off',
    onChange: (event: { readonly target: { readonly value: string } }) => onChange({ [field]: event.target.value }),
  });
  const currency = amountCurrency(codesIn(form.currencies), writing);
  return (
    <fieldset disabled={readOnly} className={styles['fields']}>
      <legend className="visually-hidden">{t('campaigns.conditions')}</legend>
      <TextField label={t('campaigns.field.valueMinIn', { currency })} inputMode="decimal" {...text('valueMin')} />
      <TextField label={t('campaigns.field.valueMaxIn', { currency })} inputMode="decimal" {...text('valueMax')} />
      <TextField
        label={t('campaigns.field.currencies')}
        help={t('campaigns.help.currencies')}
        {...text('currencies')}
      />
      <TextField label={t('campaigns.field.itemsMin')} inputMode="numeric" {...text('itemsMin')} />
      <SelectField
        label={t('campaigns.field.customer')}
        value={form.customer}
        onChange={(event) => onChange({ customer: event.target.value as StepForm['customer'] })}
      >
        <option value="">{t('campaigns.customer.any')}</option>
        <option value="new">{t('campaigns.customer.new')}</option>
        <option value="returning">{t('campaigns.customer.returning')}</option>
      </SelectField>
      <fieldset className={styles['choices']}>
        <legend>{t('campaigns.field.stages')}</legend>
        {stages.map((stage) => (
          <Checkbox
            key={stage}
            label={wordOf(stageKey, stage, t)}
            checked={form.stages.includes(stage)}
            onChange={(event) =>
              onChange({
                stages: stages.filter((one) => (one === stage ? event.target.checked : form.stages.includes(one))),
              })
            }
          />
        ))}
        <span className={styles['quiet']}>{t('campaigns.help.stages')}</span>
      </fieldset>
      <TextField
        label={t('campaigns.field.probabilityMin')}
        help={t('campaigns.help.percent')}
        {...text('probabilityMin')}
      />
      <TextField
        label={t('campaigns.field.probabilityMax')}
        help={t('campaigns.help.percent')}
        {...text('probabilityMax')}
      />
    </fieldset>
  );
}

/** Whether the fields speak to some carts only. */
export function hasConditions(form: StepForm): boolean {
  const texts = [form.valueMin, form.valueMax, form.currencies, form.itemsMin, form.customer];
  return [...texts, form.probabilityMin, form.probabilityMax, ...form.stages].some((text) => text.trim() !== '');
}
