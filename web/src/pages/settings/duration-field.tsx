import { useI18n } from '../../i18n/i18n-context.tsx';
import { SmallSelect, TextField } from '../../ui/field.tsx';
import { splitDuration, unitNames } from './duration.ts';
import styles from './settings.module.css';

interface DurationFieldProps {
  readonly label: string;
  readonly name: string;
  readonly ms: number | null;
  readonly help?: string;
  /** It may be left empty. */
  readonly optional?: boolean;
}

/** A number and its unit. */
export function DurationField({ label, name, ms, help, optional = false }: DurationFieldProps) {
  const { t } = useI18n();
  const { count, unit } = ms === null ? { count: '', unit: 'minutes' } : splitDuration(ms);
  return (
    <div className={styles['duration']}>
      <TextField
        label={label}
        {...(help !== undefined && { help })}
        type="number"
        name={name}
        min={0}
        step="any"
        defaultValue={count}
        required={!optional}
      />
      <SmallSelect label={t('store.unit', { label })} name={`${name}.unit`} defaultValue={unit}>
        {unitNames.map((one) => (
          <option key={one} value={one}>
            {t(`store.unit.${one}`)}
          </option>
        ))}
      </SmallSelect>
    </div>
  );
}
