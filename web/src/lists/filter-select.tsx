import { useI18n } from '../i18n/i18n-context.tsx';
import { SmallSelect } from '../ui/field.tsx';

interface FilterSelectProps<Choice extends string> {
  readonly label: string;
  /** As it stands in the address. */
  readonly value: string | undefined;
  readonly choices: readonly Choice[];
  readonly wordOf: (choice: Choice) => string;
  readonly onChoose: (choice: string | undefined) => void;
}

/** A filter of a list: one of a few, or all. */
export function FilterSelect<Choice extends string>({
  label,
  value,
  choices,
  wordOf,
  onChoose,
}: FilterSelectProps<Choice>) {
  const { t } = useI18n();
  return (
    <SmallSelect label={label} value={value ?? ''} onChange={({ target }) => onChoose(target.value || undefined)}>
      <option value="">
        {label}: {t('list.all')}
      </option>
      {choices.map((one) => (
        <option key={one} value={one}>
          {wordOf(one)}
        </option>
      ))}
    </SmallSelect>
  );
}
