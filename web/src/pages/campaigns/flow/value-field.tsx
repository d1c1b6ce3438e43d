import { type InputHTMLAttributes, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../../i18n/message-key.ts';
import { readDuration, writeDuration } from '../../../lib/parse-duration.ts';
import { readNumber, writeNumber } from '../../../lib/parse-number.ts';
import { TextField } from '../../../ui/field.tsx';
import { useWriting } from '../use-editor.ts';
import { flowLimits } from './flow-types.ts';
import type { FlowEditing } from './use-flow-editing.ts';

interface ValueFieldProps<Value> {
  /** Names the field: the step's id, a slash, and what it is. */
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly editing: FlowEditing;
  readonly value: Value;
  readonly write: (value: Value) => string;
  /** Undefined: the text says no such value. */
  readonly read: (text: string) => Value | undefined;
  readonly problem: MessageKey;
  /** What is wrong with the value that stands there. */
  readonly found?: string | null;
  readonly onRead: (value: Value) => void;
  readonly input?: InputHTMLAttributes<HTMLInputElement>;
}

/** A field of text that keeps what was typed, and says a value as soon as the text does. */
export function ValueField<Value>({
  name,
  label,
  help,
  editing: { edit, setUnread, readOnly },
  value,
  write,
  read,
  problem,
  found = null,
  onRead,
  input,
}: ValueFieldProps<Value>) {
  const { t } = useI18n();
  const [text, setText] = useState(edit.unread[name] ?? write(value));
  return (
    <TextField
      {...input}
      label={label}
      {...(help !== undefined && { help })}
      value={text}
      disabled={readOnly}
      autoComplete="off"
      problem={edit.unread[name] === undefined ? found : t(problem)}
      onChange={(event) => {
        const typed = event.target.value;
        setText(typed);
        const said = read(typed);
        if (said === undefined) setUnread(name, typed);
        else onRead(said);
      }}
    />
  );
}

type Given = 'name' | 'label' | 'editing' | 'found' | 'help';

/** A length of time in milliseconds, with the bounds that are allowed. */
export function DurationField({
  value,
  leastMs = 0,
  onRead,
  ...given
}: Pick<ValueFieldProps<number>, Given> & {
  readonly value: number;
  readonly leastMs?: number;
  readonly onRead: (ms: number) => void;
}) {
  const { t } = useI18n();
  const { tag } = useWriting();
  return (
    <ValueField
      help={t('campaigns.help.delay')}
      {...given}
      value={value}
      write={(ms) => writeDuration(ms, tag)}
      read={(text) => within(readDuration(text, tag), leastMs, flowLimits.waitMsMax)}
      problem="campaigns.problem.delay"
      onRead={onRead}
    />
  );
}

/** The same, where nothing typed means: none. */
export function OptionalDurationField({
  value,
  leastMs = 0,
  onRead,
  ...given
}: Pick<ValueFieldProps<number>, Given> & {
  readonly value: number | null;
  readonly leastMs?: number;
  readonly onRead: (ms: number | null) => void;
}) {
  const { tag } = useWriting();
  return (
    <ValueField<number | null>
      {...given}
      value={value}
      write={(ms) => (ms === null ? '' : writeDuration(ms, tag))}
      read={(text) => (text.trim() === '' ? null : within(readDuration(text, tag), leastMs, flowLimits.waitMsMax))}
      problem="campaigns.problem.delay"
      onRead={onRead}
    />
  );
}

/** A whole number within bounds; nothing typed means none where `optional` says so. */
export function CountField({
  value,
  least,
  most,
  optional = false,
  onRead,
  ...given
}: Pick<ValueFieldProps<number>, Given> & {
  readonly value: number | undefined;
  readonly least: number;
  readonly most: number;
  readonly optional?: boolean;
  readonly onRead: (count: number | undefined) => void;
}) {
  const { t } = useI18n();
  const { tag } = useWriting();
  return (
    <ValueField<number | null>
      help={t('flow.help.count', { least, most })}
      {...given}
      value={value ?? null}
      write={(count) => (count === null ? '' : writeNumber(count, tag))}
      read={(text) => {
        if (text.trim() === '') return optional ? null : undefined;
        const count = within(readNumber(text, tag), least, most);
        return count !== undefined && Number.isInteger(count) ? count : undefined;
      }}
      problem="flow.problem.count"
      onRead={(count) => onRead(count ?? undefined)}
      input={{ inputMode: 'numeric' }}
    />
  );
}

/** A time of day as 09:30. */
export function TimeField({
  value,
  onRead,
  ...given
}: Pick<ValueFieldProps<string>, Given> & {
  readonly value: string;
  readonly onRead: (time: string) => void;
}) {
  return (
    <ValueField
      {...given}
      value={value}
      write={(time) => time}
      read={(text) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(text.trim()) ? text.trim() : undefined)}
      problem="campaigns.problem.time"
      onRead={onRead}
    />
  );
}

function within(value: number | null, least: number, most: number): number | undefined {
  return value !== null && value >= least && value <= most ? value : undefined;
}
