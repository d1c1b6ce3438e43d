import { useI18n } from '../../../i18n/i18n-context.tsx';
import { readNumber, writeNumber } from '../../../lib/parse-number.ts';
import { Checkbox, SelectField } from '../../../ui/field.tsx';
import { useWriting } from '../use-editor.ts';
import { eventNames, type FlowEvent, type TimeWindow } from './flow-types.ts';
import { useFlowWords } from './flow-words.ts';
import type { FlowEditing } from './use-flow-editing.ts';
import { TimeField, ValueField } from './value-field.tsx';

/** What a person may do that a flow hears of: each event about the cart, or about any of theirs. */
export function eventChoices(): readonly FlowEvent[] {
  return eventNames.flatMap((name): readonly FlowEvent[] =>
    name === 'consent_granted'
      ? [{ name, key: 'person' }]
      : [
          { name, key: 'cart' },
          { name, key: 'person' },
        ],
  );
}

export function eventId({ name, key }: FlowEvent): string {
  return `${name}/${key}`;
}

export function EventField({
  editing,
  value,
  onChange,
}: {
  readonly editing: FlowEditing;
  readonly value: FlowEvent;
  readonly onChange: (event: FlowEvent) => void;
}) {
  const { t } = useI18n();
  const words = useFlowWords();
  const choices = eventChoices();
  return (
    <SelectField
      label={t('flow.field.event')}
      value={eventId(value)}
      disabled={editing.readOnly}
      onChange={({ target }) => onChange(choices.find((one) => eventId(one) === target.value) ?? value)}
    >
      {choices.map((one) => (
        <option key={eventId(one)} value={eventId(one)}>
          {words.event(one)}
        </option>
      ))}
    </SelectField>
  );
}

const usualWindow: TimeWindow = { from: '08:00', until: '20:00' };

/** Whether a message goes out within some hours only, and which. */
export function WindowFields({
  name,
  editing,
  value,
  onRead,
}: {
  readonly name: string;
  readonly editing: FlowEditing;
  readonly value: TimeWindow | null;
  readonly onRead: (window: TimeWindow | null, field?: string) => void;
}) {
  const { t } = useI18n();
  return (
    <>
      <Checkbox
        label={t('flow.field.window')}
        help={t('flow.help.window')}
        checked={value !== null}
        onChange={(event) => onRead(event.target.checked ? usualWindow : null)}
      />
      {value && (
        <>
          <TimeField
            name={`${name}.from`}
            label={t('flow.field.from')}
            editing={editing}
            value={value.from}
            onRead={(from) => onRead({ ...value, from }, `${name}.from`)}
          />
          <TimeField
            name={`${name}.until`}
            label={t('flow.field.until')}
            editing={editing}
            value={value.until}
            onRead={(until) => onRead({ ...value, until }, `${name}.until`)}
          />
        </>
      )}
    </>
  );
}

/** The least probability of a purchase that a message asks for; nothing typed: it asks for none. */
export function ProbabilityField({
  name,
  editing,
  value,
  onRead,
}: {
  readonly name: string;
  readonly editing: FlowEditing;
  readonly value: number | null;
  readonly onRead: (share: number | null) => void;
}) {
  const { t } = useI18n();
  const { tag } = useWriting();
  return (
    <ValueField<number | null>
      name={name}
      label={t('campaigns.field.probability')}
      help={t('campaigns.help.percent')}
      editing={editing}
      value={value}
      write={(share) => (share === null ? '' : `${writeNumber(Math.round(share * 1e8) / 1e6, tag, 6)} %`)}
      read={(text) => {
        if (text.trim() === '') return null;
        const percent = readNumber(text.replace(/\s*%\s*$/, ''), tag);
        return percent !== null && percent >= 0 && percent <= 100 ? Math.round(percent * 1e6) / 1e8 : undefined;
      }}
      problem="campaigns.problem.percent"
      onRead={onRead}
    />
  );
}
