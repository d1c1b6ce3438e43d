import { TextField } from './field.tsx';

interface CodeFieldProps {
  readonly label: string;
  readonly help: string;
  readonly problem?: string | null;
  readonly autoFocus?: boolean;
}

/** Six digits of an authenticator app; the form has them under `code`. Telephones offer digits, and fill them in. */
export function CodeField(props: CodeFieldProps) {
  return (
    <TextField
      {...props}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9]{6}"
      maxLength={6}
      spellCheck={false}
      required
    />
  );
}
