import { Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { type ChannelChoice, channels, type StepCounts } from '../campaign-types.ts';
import { channelKey } from '../campaign-words.ts';
import styles from '../campaigns.module.css';
import { TemplateField } from '../step-fields.tsx';
import { StepNumbers } from '../step-numbers.tsx';
import { ConditionsDetails } from './conditions-details.tsx';
import { CartConditionsEditor } from './conditions-editor.tsx';
import { remove, waitFor } from './flow-edit.ts';
import { EventField, ProbabilityField, WindowFields } from './flow-fields.tsx';
import type { FlowStep, SendStep, WaitStep } from './flow-types.ts';
import { useFlowWords } from './flow-words.ts';
import { OfferField } from './offer-field.tsx';
import { SplitFields } from './split-fields.tsx';
import { StepFindings } from './step-findings.tsx';
import type { FlowEditing } from './use-flow-editing.ts';
import { DurationField, OptionalDurationField, TimeField } from './value-field.tsx';
import { LeadsTo, WaysEditor } from './ways-editor.tsx';

const minuteMs = 60_000;

/** Everything that one step of a flow says, and where it leads. */
export function StepPanel({
  editing,
  step,
  numbers,
  focusAsked,
  onRemove,
}: {
  readonly editing: FlowEditing;
  readonly step: FlowStep;
  readonly numbers: StepCounts | undefined;
  /** Grows when somebody wants to go to the fields. */
  readonly focusAsked: number;
  readonly onRemove: () => void;
}) {
  const { t } = useI18n();
  const words = useFlowWords();
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focusAsked > 0) body.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, [focusAsked]);
  return (
    <Card
      title={words.step(step).title}
      hint={t('campaigns.stepTitle', { id: step.id })}
      actions={
        !editing.readOnly && (
          <Button look="plain" onClick={onRemove} disabled={remove(editing.flow, step.id) === null}>
            <Trash2 size={14} aria-hidden="true" />
            {t('campaigns.removeStep')}
          </Button>
        )
      }
    >
      <div ref={body} className={styles['stack']}>
        <StepFindings editing={editing} stepId={step.id} />
        {numbers && <StepNumbers stepId={step.id} numbers={numbers} isMessage={step.kind === 'send'} />}
        <StepFieldsOf {...{ editing, step }} />
      </div>
    </Card>
  );
}

function StepFieldsOf({ editing, step }: { readonly editing: FlowEditing; readonly step: FlowStep }) {
  const { t } = useI18n();
  switch (step.kind) {
    case 'send':
      return <SendFields {...{ editing, step }} />;
    case 'wait':
      return <WaitFields {...{ editing, step }} />;
    case 'branch':
      return (
        <>
          <p className={styles['quiet']}>{t('flow.help.branch')}</p>
          <WaysEditor {...{ editing, step }} />
        </>
      );
    case 'split':
      return (
        <>
          <SplitFields {...{ editing, step }} />
          <WaysEditor {...{ editing, step }} />
        </>
      );
    case 'offer':
      return (
        <>
          <p className={styles['quiet']}>{t('flow.help.offer')}</p>
          <OfferField {...{ editing, step }} />
          <LeadsTo editing={editing} way={{ from: step.id, field: { kind: 'next' } }} label={t('flow.field.then')} />
        </>
      );
    case 'goal':
      return (
        <>
          <p className={styles['quiet']}>{t('flow.help.goal')}</p>
          <LeadsTo editing={editing} way={{ from: step.id, field: { kind: 'next' } }} label={t('flow.field.then')} />
        </>
      );
    case 'end':
      return <p className={styles['quiet']}>{t('flow.help.end')}</p>;
  }
}

function SendFields({ editing, step }: { readonly editing: FlowEditing; readonly step: SendStep }) {
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

function WaitFields({ editing, step }: { readonly editing: FlowEditing; readonly step: WaitStep }) {
  const { t } = useI18n();
  const next = { from: step.id, field: { kind: 'next' } } as const;
  switch (step.until) {
    case 'duration':
      return (
        <>
          <DurationField
            name={`${step.id}/ms`}
            label={t('campaigns.field.delay')}
            editing={editing}
            value={step.ms}
            onRead={(ms) => editing.setStep({ ...step, ms }, `${step.id}/ms`)}
          />
          <LeadsTo editing={editing} way={next} label={t('flow.field.then')} />
        </>
      );
    case 'window':
      return (
        <>
          <div className={styles['fields']}>
            <TimeField
              name={`${step.id}/from`}
              label={t('flow.field.from')}
              help={t('flow.help.time')}
              editing={editing}
              value={step.window.from}
              onRead={(from) => editing.setStep({ ...step, window: { ...step.window, from } }, `${step.id}/from`)}
            />
            <TimeField
              name={`${step.id}/until`}
              label={t('flow.field.until')}
              editing={editing}
              value={step.window.until}
              onRead={(until) => editing.setStep({ ...step, window: { ...step.window, until } }, `${step.id}/until`)}
            />
          </div>
          <LeadsTo editing={editing} way={next} label={t('flow.field.then')} />
        </>
      );
    case 'event':
      return (
        <>
          <EventField editing={editing} value={step.event} onChange={(event) => editing.setStep({ ...step, event })} />
          <DurationField
            name={`${step.id}/within`}
            label={t('flow.field.within')}
            editing={editing}
            value={step.withinMs}
            onRead={(withinMs) => editing.setStep({ ...step, withinMs }, `${step.id}/within`)}
          />
          <LeadsTo editing={editing} way={next} label={t('flow.field.happened')} />
          <LeadsTo
            editing={editing}
            way={{ from: step.id, field: { kind: 'timeout' } }}
            label={t('flow.field.notHappened')}
          />
        </>
      );
    case 'first_due':
      return (
        <>
          <p className={styles['quiet']}>{t('flow.help.firstDue')}</p>
          {step.touches.map(({ send, delayMs, localTime }, index) => (
            <DurationField
              key={send}
              name={`${step.id}/touch-${send}`}
              label={
                localTime ? t('flow.field.touchAt', { id: send, time: localTime }) : t('flow.field.touch', { id: send })
              }
              editing={editing}
              value={delayMs}
              onRead={(ms) =>
                editing.setStep(
                  { ...step, touches: step.touches.map((one, at) => (at === index ? { ...one, delayMs: ms } : one)) },
                  `${step.id}/touch-${send}`,
                )
              }
            />
          ))}
          <LeadsTo editing={editing} way={next} label={t('flow.way.noneLeft')} />
        </>
      );
  }
}
