import { useI18n } from '../i18n/i18n-context.tsx';
import { parseColour } from '../lib/colour.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './brand.module.css';
import { type BrandColours, type ColourCheck, colourNames } from './brand-place.ts';

interface ColourFieldsProps {
  readonly colours: BrandColours;
  readonly findings: ColourCheck['findings'];
  readonly onChange: (colours: BrandColours) => void;
}

/** The four colours that somebody chooses, and in words whether they can be read. */
export function ColourFields({ colours, findings, onChange }: ColourFieldsProps) {
  const { t, locale } = useI18n();
  const ratio = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 1 });
  return (
    <>
      {colourNames.map((name) => {
        const colour = parseColour(colours[name]);
        const take = (value: string) => onChange({ ...colours, [name]: value });
        const label = t(`brand.colour.${name}`);
        return (
          <div key={name} className={styles['colour']}>
            <TextField
              label={label}
              problem={colour === null ? t('brand.colour.wrong') : null}
              value={colours[name]}
              maxLength={7}
              spellCheck={false}
              onChange={({ target }) => take(target.value)}
            />
            <input
              type="color"
              aria-label={t('brand.colour.pick', { colour: label })}
              value={colour ?? '#000000'}
              onChange={({ target }) => take(target.value)}
            />
          </div>
        );
      })}
      {findings.length === 0 && <Notice tone="good">{t('brand.readable')}</Notice>}
      {findings.map(({ colour, ratio: has, ratioMin, nearest }) => (
        <Notice key={colour} tone="bad">
          {t('brand.unreadable', { colour: t(`brand.colour.${colour}`), ratio: ratio(has), ratioMin: ratio(ratioMin) })}{' '}
          <Button onClick={() => onChange({ ...colours, [colour]: nearest })}>
            {t('brand.nearest', { colour: nearest })}
          </Button>
        </Notice>
      ))}
    </>
  );
}
