import { type ChangeEvent, useId, useState } from 'react';
import { useI18n } from '../i18n/i18n-context.tsx';
import type { MessageKey } from '../i18n/message-key.ts';
import { Button } from '../ui/button.tsx';
import ui from '../ui/ui.module.css';
import styles from './brand.module.css';
import { readLogo } from './read-logo.ts';

interface LogoFieldProps {
  readonly theme: 'light' | 'dark';
  /** Address of the one that is kept. */
  readonly logo: string | null;
  readonly disabled: boolean;
  /** With a PNG in base64, or null to take it away. */
  readonly onChange: (picture: string | null) => void;
}

/** Takes a picture file and makes a small PNG of it in the browser. */
export function LogoField({ theme, logo, disabled, onChange }: LogoFieldProps) {
  const { t } = useI18n();
  const id = useId();
  const [problem, setProblem] = useState<MessageKey | null>(null);
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (!file) return;
    const read = await readLogo(file);
    setProblem(read.kind === 'logo' ? null : `brand.logo.${read.kind}`);
    if (read.kind === 'logo') onChange(read.base64);
    target.value = '';
  };
  return (
    <div className={ui['field']}>
      <label className={ui['label']} htmlFor={id}>
        {t(`brand.logo.${theme}`)}
      </label>
      <input
        type="file"
        id={id}
        disabled={disabled}
        accept="image/png,image/jpeg,image/webp"
        aria-describedby={`${id}-help`}
        onChange={(event) => void take(event)}
      />
      <span className={ui['help']} id={`${id}-help`}>
        {t('brand.logo.help')}
      </span>
      {problem !== null && (
        <span className={ui['problem']} role="alert">
          {t(problem)}
        </span>
      )}
      {logo !== null && (
        <div className={ui['row']}>
          <img className={styles[theme]} src={logo} alt={t(`brand.logo.${theme}`)} />
          <Button disabled={disabled} onClick={() => onChange(null)}>
            {t('brand.logo.remove')}
          </Button>
        </div>
      )}
    </div>
  );
}
