import { useI18n } from '../../../i18n/i18n-context.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { type ChannelChoice, channels } from '../campaign-types.ts';
import { channelKey } from '../campaign-words.ts';
import styles from '../campaigns.module.css';
import { TemplateField } from '../step-fields.tsx';
import { ConditionsDetails } from './conditions-details.tsx';
import { CartConditionsEditor } from './conditions-editor.tsx';
import { waitFor } from './flow-edit.ts';
import { ProbabilityField, WindowFields } from './flow-fields.tsx';
import type { SendStep } from './flow-types.ts';
import type { FlowEditing } from './use-flow-editing.ts';
import { OptionalDurationField } from './value-field.tsx';
import { LeadsTo } from './ways-editor.tsx';

const minuteMs = 60_000;

/** What a message of a flow is, when it goes out, and to whom. */
export function SendFields({ editing, step }: { readonly editing: FlowEditing; readonly step: SendStep }) {
  const { t } = useI18n();
  const { conditions = {}, window = null, staleAfterMs = null, probabilityMin = null } = step;
  const isAsking = Object.keys(conditions).length > 0 || probabilityMin !== null;
  const isTouch = waitFor(editing.flow, step.id) !== undefined;
  return (
    <>
      <fieldset disabled={editing.readOnly} className={styles['fields']}>
        <legend className="visually-hidden">{t('flow.message')}</legend>
        <SelectField
          label={t('campaigns.field.channel')}
          value={step.channel}
          onChange={(event) => editing.setStep({ ...step, channel: event.target.value as ChannelChoice })}
        >
          {[...channels, 'all' as const].map((channel) => (
            <option key={channel} value={channel}>
              {t(channelKey[channel])}
            </option>
          ))}
        </SelectField>
        <TemplateField
          channel={step.channel}
          template={step.template}
          problem={null}
          onChange={(template) => editing.setStep({ ...step, template })}
        />
        <WindowFields
          name={`${step.id}/window`}
          editing={editing}
          value={window}
          onRead={(next, field) => editing.setStep({ ...step, window: next }, field)}
        />
        <OptionalDurationField
          name={`${step.id}/stale`}
          label={t('flow.field.stale')}
          help={t('flow.help.stale')}
          editing={editing}
          value={staleAfterMs}
          leastMs={minuteMs}
          onRead={(ms) => editing.setStep({ ...step, staleAfterMs: ms }, `${step.id}/stale`)}
        />
      </fieldset>
      {!isTouch && (
        <LeadsTo editing={editing} way={{ from: step.id, field: { kind: 'next' } }} label={t('flow.field.then')} />
      )}
      <ConditionsDetails
        key={step.id}
        isOpenFirst={isAsking}
        summary={t(isAsking ? 'campaigns.conditions' : 'campaigns.conditionsNone')}
      >
        <p className={styles['quiet']}>{t('flow.help.skipped')}</p>
        <div className={styles['stack']}>
          <ProbabilityField
            name={`${step.id}/likely`}
            editing={editing}
            value={probabilityMin}
            onRead={(share) => editing.setStep({ ...step, probabilityMin: share }, `${step.id}/likely`)}
          />
          <CartConditionsEditor
            name={`${step.id}/conditions`}
            editing={editing}
            value={conditions}
            onRead={(next) => editing.setStep({ ...step, conditions: next }, `${step.id}/conditions`)}
          />
        </div>
      </ConditionsDetails>
    </>
  );
}
