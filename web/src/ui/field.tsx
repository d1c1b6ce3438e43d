import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { classNames } from './class-names.ts';
import styles from './ui.module.css';

interface FieldProps {
  readonly label: string;
  readonly help?: ReactNode;
  /** What is wrong with the value, and what would be right. */
  readonly problem?: string | null | undefined;
}

function Field({
  label,
  help,
  problem,
  id,
  children,
}: FieldProps & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {children}
      {help !== undefined && (
        <span className={styles['help']} id={`${id}-help`}>
          {help}
        </span>
      )}
      {problem && (
        <span className={styles['problem']} id={`${id}-problem`} role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}

function described(id: string, { help, problem }: FieldProps) {
  const ids = [help !== undefined && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return { 'aria-describedby': ids || undefined, 'aria-invalid': problem ? true : undefined } as const;
}

export function TextField({ label, help, problem, ...rest }: FieldProps & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <Field {...{ label, help, problem, id }}>
      <input {...rest} id={id} className={styles['input']} {...described(id, { label, help, problem })} />
    </Field>
  );
}

export function TextArea({ label, help, problem, ...rest }: FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <Field {...{ label, help, problem, id }}>
      <textarea {...rest} id={id} className={styles['input']} {...described(id, { label, help, problem })} />
    </Field>
  );
}

export function SelectField({
  label,
  help,
  problem,
  children,
  ...rest
}: FieldProps & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <Field {...{ label, help, problem, id }}>
      <select {...rest} id={id} className={styles['input']} {...described(id, { label, help, problem })}>
        {children}
      </select>
    </Field>
  );
}

/** A choice among few without a visible label: filters of a list. */
export function SmallSelect({
  label,
  children,
  ...rest
}: { readonly label: string } & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <select {...rest} aria-label={label} className={classNames(styles['input'], styles['select'])}>
      {children}
    </select>
  );
}

export function Checkbox({
  label,
  help,
  ...rest
}: { readonly label: ReactNode; readonly help?: string } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className={styles['row']}>
      <input {...rest} type="checkbox" id={id} aria-describedby={help === undefined ? undefined : `${id}-help`} />
      <label htmlFor={id}>{label}</label>
      {help !== undefined && (
        <span className={styles['help']} id={`${id}-help`}>
          {help}
        </span>
      )}
    </div>
  );
}
