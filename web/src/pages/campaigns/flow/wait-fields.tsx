import { useI18n } from '../../../i18n/i18n-context.tsx';
import styles from '../campaigns.module.css';
import { EventField } from './flow-fields.tsx';
import type { WaitStep } from './flow-types.ts';
import type { FlowEditing } from './use-flow-editing.ts';
import { DurationField, TimeField } from './value-field.tsx';
import { LeadsTo } from './ways-editor.tsx';

/** What a wait is for, and where it leads. */
export function WaitFields({ editing, step }: { readonly editing: FlowEditing; readonly step: WaitStep }) {
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
