import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { campaignQueries } from './campaign-queries.ts';
import { type ChannelChoice, channels, channelsOf, triggers } from './campaign-types.ts';
import { channelKey, triggerKey } from './campaign-words.ts';
import styles from './campaigns.module.css';
import { ConditionFields, hasConditions } from './condition-fields.tsx';
import type { StepForm, StepProblems, Writing } from './step-form.ts';
import type { RefusedField } from './use-changes.ts';

interface StepFieldsProps {
  readonly form: StepForm;
  readonly problems: StepProblems;
  /** What the API refused. */
  readonly refused: RefusedField | null;
  readonly writing: Writing;
  readonly readOnly: boolean;
  readonly focusFirst: boolean;
  readonly onChange: (change: Partial<StepForm>) => void;
  /** Absent: it is the only step. */
  readonly onRemove?: (() => void) | undefined;
}

type TextFieldName = 'delay' | 'localTime' | 'probability';

/** Everything that one step says: when, on which channel, with which text, and to whom. */
export function StepFields({
  form,
  problems,
  refused,
  writing,
  readOnly,
  focusFirst,
  onChange,
  onRemove,
}: StepFieldsProps) {
  const { t } = useI18n();
  const fields = useRef<HTMLFieldSetElement>(null);
  const [conditionsOpen, setConditionsOpen] = useState(hasConditions(form));
  useEffect(() => {
    if (focusFirst) fields.current?.querySelector('select')?.focus();
  }, [focusFirst]);
  const problem = (field: keyof StepForm) => {
    const found = problems[field];
    return found === undefined ? (refused?.field === field ? refused.message : null) : t(found);
  };
  const text = (field: TextFieldName) => ({
    value: form[field],
    problem: problem(field),
    autoComplete: 'off',
    onChange: (event: { readonly target: { readonly value: string } }) => onChange({ [field]: event.target.value }),
  });
  return (
    <Card
      title={t('campaigns.stepTitle', { id: form.id })}
      actions={
        onRemove && (
          <Button look="plain" onClick={onRemove}>
            <Trash2 size={14} aria-hidden="true" />
            {t('campaigns.removeStep')}
          </Button>
        )
      }
    >
      <fieldset ref={fields} disabled={readOnly} className={styles['fields']}>
        <legend className="visually-hidden">{t('campaigns.stepTitle', { id: form.id })}</legend>
        <SelectField
          label={t('campaigns.field.trigger')}
          value={form.trigger}
          onChange={(event) =>
            onChange({ trigger: triggers.find((one) => one === event.target.value) ?? form.trigger })
          }
        >
          {triggers.map((trigger) => (
            <option key={trigger} value={trigger}>
              {t(triggerKey[trigger])}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t(form.trigger === 'time_based' ? 'campaigns.field.earliest' : 'campaigns.field.delay')}
          help={t('campaigns.help.delay')}
          {...text('delay')}
        />
        {form.trigger === 'time_based' && (
          <TextField
            label={t('campaigns.field.localTime')}
            help={t('campaigns.help.localTime')}
            {...text('localTime')}
          />
        )}
        {form.trigger === 'prediction_high' && (
          <TextField
            label={t('campaigns.field.probability')}
            help={t('campaigns.help.percent')}
            {...text('probability')}
          />
        )}
        <SelectField
          label={t('campaigns.field.channel')}
          value={form.channel}
          problem={problem('channel')}
          onChange={(event) => onChange({ channel: event.target.value as ChannelChoice })}
        >
          {[...channels, 'all' as const].map((channel) => (
            <option key={channel} value={channel}>
              {t(channelKey[channel])}
            </option>
          ))}
        </SelectField>
        <TemplateField {...form} problem={problem('template')} onChange={(template) => onChange({ template })} />
      </fieldset>
      <details
        className={styles['conditions']}
        open={conditionsOpen}
        onToggle={(event) => setConditionsOpen(event.currentTarget.open)}
      >
        <summary>{t(hasConditions(form) ? 'campaigns.conditions' : 'campaigns.conditionsNone')}</summary>
        <p className={styles['quiet']}>{t('campaigns.conditionsHelp')}</p>
        <ConditionFields {...{ form, writing, readOnly, onChange }} problemOf={problem} />
      </details>
    </Card>
  );
}

/** Names of templates, with a word at those that have no text for the step's channel. */
export function TemplateField({
  channel: choice,
  template,
  problem,
  onChange,
}: {
  readonly channel: ChannelChoice;
  readonly template: string;
  readonly problem: string | null;
  readonly onChange: (template: string) => void;
}) {
  const { t } = useI18n();
  const { data } = useQuery(campaignQueries.templates(useStore()));
  // Of one that is not published nothing would be sent.
  const names = (data?.items ?? []).filter(({ own, publishedVersion }) => !own || publishedVersion !== null);
  const isKnown = names.some(({ name }) => name === template);
  return (
    <SelectField
      label={t('campaigns.field.template')}
      value={template}
      problem={problem}
      onChange={(event) => onChange(event.target.value)}
    >
      {!isKnown && <option value={template}>{template}</option>}
      {names.map(({ name, channels: written }) => {
        const fits = channelsOf(choice).some((channel) => written.includes(channel));
        return (
          <option key={name} value={name}>
            {fits ? name : t('campaigns.template.unfit', { name })}
          </option>
        );
      })}
    </SelectField>
  );
}
