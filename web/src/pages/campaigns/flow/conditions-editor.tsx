import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { SelectField } from '../../../ui/field.tsx';
import styles from '../campaigns.module.css';
import { ConditionFields } from '../condition-fields.tsx';
import { formOf, readForm, type StepForm } from '../step-form.ts';
import { useWriting } from '../use-editor.ts';
import { type FlowConditions, flowLimits } from './flow-types.ts';
import type { FlowEditing } from './use-flow-editing.ts';
import { CountField } from './value-field.tsx';

interface ConditionsEditorProps {
  /** Names the fields: the step's id, a slash, and what they are. */
  readonly name: string;
  readonly editing: FlowEditing;
  readonly value: FlowConditions;
  readonly onRead: (value: FlowConditions) => void;
}

/** What is asked of a cart and its person, also of what they did so far. */
export function FlowConditionsEditor({ name, editing, value, onRead }: ConditionsEditorProps) {
  const { t } = useI18n();
  const yesNo = (field: 'clicked' | 'opened') => (
    <SelectField
      label={t(`flow.field.${field}`)}
      value={value[field] === undefined ? '' : String(value[field])}
      disabled={editing.readOnly}
      onChange={({ target }) =>
        onRead(withField(value, field, target.value === '' ? undefined : target.value === 'true'))
      }
    >
      <option value="">{t('flow.any')}</option>
      <option value="true">{t('flow.yes')}</option>
      <option value="false">{t('flow.no')}</option>
    </SelectField>
  );
  const count = (field: 'messagesMin' | 'messagesMax' | 'ordersBeforeMin' | 'ordersBeforeMax') => (
    <CountField
      name={`${name}.${field}`}
      label={t(`flow.field.${field}`)}
      editing={editing}
      value={value[field]}
      least={0}
      most={flowLimits.countMax}
      optional
      onRead={(read) => onRead(withField(value, field, read))}
    />
  );
  return (
    <div className={styles['stack']}>
      <fieldset className={styles['fields']}>
        <legend className="visually-hidden">{t('flow.whatTheyDid')}</legend>
        {yesNo('clicked')}
        {yesNo('opened')}
        {count('messagesMin')}
        {count('messagesMax')}
        {count('ordersBeforeMin')}
        {count('ordersBeforeMax')}
      </fieldset>
      <CartConditionsEditor {...{ name, editing, value, onRead }} />
    </div>
  );
}

/** What is asked of a cart. */
export function CartConditionsEditor({ name, editing, value, onRead }: ConditionsEditorProps) {
  const { t } = useI18n();
  const writing = useWriting();
  const [form, setForm] = useState(() => {
    const unread = editing.edit.unread[name];
    // Written by this field.
    return unread === undefined ? formWith(value, writing) : (JSON.parse(unread) as StepForm);
  });
  const read = readForm(form, writing);
  return (
    <ConditionFields
      form={form}
      writing={writing}
      readOnly={editing.readOnly}
      problemOf={(field) => {
        const problem = read.ok ? undefined : read.problems[field];
        return problem === undefined ? null : t(problem);
      }}
      onChange={(change) => {
        const next = { ...form, ...change };
        setForm(next);
        const said = readForm(next, writing);
        if (!said.ok) editing.setUnread(name, JSON.stringify(next));
        else onRead({ ...beyondTheCart(value), ...said.rule.conditions });
      }}
    />
  );
}

function formWith(value: FlowConditions, writing: Parameters<typeof formOf>[1]): StepForm {
  const anyRule = { id: '', trigger: 'cart_abandoned', delayMs: 0, channel: 'email', template: 'any' } as const;
  return formOf({ ...anyRule, conditions: value }, writing);
}

function beyondTheCart(value: FlowConditions): FlowConditions {
  const { ordersBeforeMin, ordersBeforeMax, messagesMin, messagesMax, clicked, opened } = value;
  return set({ ordersBeforeMin, ordersBeforeMax, messagesMin, messagesMax, clicked, opened });
}

function withField<Field extends keyof FlowConditions>(
  value: FlowConditions,
  field: Field,
  said: FlowConditions[Field] | undefined,
): FlowConditions {
  return set({ ...value, [field]: said });
}

/** Without what is not set. */
function set(value: Readonly<Record<string, unknown>>): FlowConditions {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}
