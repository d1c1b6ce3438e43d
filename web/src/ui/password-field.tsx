import { type InputHTMLAttributes, useState } from 'react';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Checkbox, TextField } from './field.tsx';
import styles from './ui.module.css';

/** Of accounts; the server has the last word. */
export const passwordLength = { min: 12, max: 256 } as const;

interface PasswordFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly problem?: string | null;
  /** A password that is chosen now: it says how long one has to be. */
  readonly chosen?: boolean;
}

/** A password that one can look at while typing: a long one is typed blindly by nobody. */
export function PasswordField({ chosen = false, ...rest }: PasswordFieldProps) {
  const { t } = useI18n();
  const [shown, setShown] = useState(false);
  return (
    <div className={styles['field']}>
      <TextField
        {...rest}
        type={shown ? 'text' : 'password'}
        autoComplete={chosen ? 'new-password' : 'current-password'}
        maxLength={passwordLength.max}
        required
        {...(chosen && { minLength: passwordLength.min, help: t('password.help', { min: passwordLength.min }) })}
      />
      <Checkbox label={t('password.show')} checked={shown} onChange={() => setShown(!shown)} />
    </div>
  );
}
