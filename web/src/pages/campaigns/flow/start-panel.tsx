import { useEffect, useRef } from 'react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { Checkbox } from '../../../ui/field.tsx';
import styles from '../campaigns.module.css';
import { ConditionsDetails } from './conditions-details.tsx';
import { FlowConditionsEditor } from './conditions-editor.tsx';
import { eventChoices, eventId } from './flow-fields.tsx';
import { flowLimits } from './flow-types.ts';
import { useFlowWords } from './flow-words.ts';
import { StepFindings } from './step-findings.tsx';
import type { FlowEditing } from './use-flow-editing.ts';
import { CountField } from './value-field.tsx';
import { LeadsTo } from './ways-editor.tsx';

/** The flow as a whole: whom it takes in, what ends it early, and how much it sends at most. */
export function StartPanel({
  editing,
  focusAsked,
}: {
  readonly editing: FlowEditing;
  /** Grows when somebody wants to go to the fields. */
  readonly focusAsked: number;
}) {
  const { t } = useI18n();
  const words = useFlowWords();
  const { flow } = editing;
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focusAsked > 0) body.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, [focusAsked]);
  const { entry = {}, exits = [] } = flow;
  const isAsking = Object.keys(entry).length > 0;
  const isExit = (id: string) => exits.some((one) => eventId(one) === id);
  return (
    <Card title={t('flow.start')} hint={t('flow.help.start')}>
      <div ref={body} className={styles['stack']}>
        <StepFindings editing={editing} stepId={null} />
        <CountField
          name="/messagesMax"
          label={t('flow.field.mostMessages')}
          editing={editing}
          value={flow.messagesMax}
          least={1}
          most={flowLimits.messagesMax}
          onRead={(count) => editing.set({ ...flow, messagesMax: count ?? 1 }, '/messagesMax')}
        />
        <fieldset className={styles['choices']} disabled={editing.readOnly}>
          <legend>{t('flow.field.exits')}</legend>
          {eventChoices().map((event) => (
            <Checkbox
              key={eventId(event)}
              label={words.event(event)}
              checked={isExit(eventId(event))}
              onChange={({ target }) =>
                editing.set({
                  ...flow,
                  exits: target.checked ? [...exits, event] : exits.filter((one) => eventId(one) !== eventId(event)),
                })
              }
            />
          ))}
          <span className={styles['quiet']}>{t('flow.help.exits')}</span>
        </fieldset>
        <LeadsTo editing={editing} way="start" label={t('flow.field.startsWith')} />
        <ConditionsDetails
          isOpenFirst={isAsking}
          summary={t(isAsking ? 'campaigns.conditions' : 'campaigns.conditionsNone')}
        >
          <p className={styles['quiet']}>{t('flow.help.entry')}</p>
          <FlowConditionsEditor
            name="/entry"
            editing={editing}
            value={entry}
            onRead={(next) => editing.set({ ...flow, entry: next }, '/entry')}
          />
        </ConditionsDetails>
      </div>
    </Card>
  );
}
