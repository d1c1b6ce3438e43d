import { useI18n } from '../../../i18n/i18n-context.tsx';
import { readNumber, writeNumber } from '../../../lib/parse-number.ts';
import { Checkbox, TextField } from '../../../ui/field.tsx';
import ui from '../../../ui/ui.module.css';
import { type Limits, type Meter, meters } from './plan-data.ts';

/** Limits as they stand in their fields. */
export type TypedLimits = Readonly<Record<Meter, { readonly included: string; readonly hard: boolean }>>;

export function typedOf(limits: Limits, tag: string): TypedLimits {
  const typed = (meter: Meter) => {
    const limit = limits[meter];
    return { included: limit ? writeNumber(limit.included, tag) : '', hard: limit?.hard ?? false };
  };
  return {
    events: typed('events'),
    active_carts: typed('active_carts'),
    messages: typed('messages'),
    predictions: typed('predictions'),
    seats: typed('seats'),
  };
}

const includedMax = 1e12;

function includedIn(text: string, tag: string): number | null {
  const value = readNumber(text, tag);
  return value !== null && Number.isInteger(value) && value >= 0 && value <= includedMax ? value : null;
}

/** Null while one of them is no number. */
export function limitsIn(typed: TypedLimits, tag: string): Limits | null {
  const limits: Limits = {};
  for (const meter of meters) {
    const { included: text, hard } = typed[meter];
    if (text.trim() === '') continue;
    const included = includedIn(text, tag);
    if (included === null) return null;
    limits[meter] = { included, hard };
  }
  return limits;
}

/** How much of each meter a month includes, and whether more is refused. */
export function LimitFields({
  typed,
  onChange,
}: {
  readonly typed: TypedLimits;
  readonly onChange: (typed: TypedLimits) => void;
}) {
  const { t, locale } = useI18n();
  return (
    <fieldset className={ui['group']}>
      <legend>{t('plans.limits')}</legend>
      <p className={ui['help']}>{t('plans.limits.help')}</p>
      {meters.map((meter) => {
        const one = typed[meter];
        const change = (next: Partial<typeof one>) => onChange({ ...typed, [meter]: { ...one, ...next } });
        const isWrong = one.included.trim() !== '' && includedIn(one.included, locale) === null;
        const name = t(`usage.meter.${meter}`);
        return (
          <div key={meter}>
            <TextField
              label={name}
              inputMode="numeric"
              value={one.included}
              placeholder={t('plans.noLimit')}
              problem={isWrong ? t('plans.limits.problem') : null}
              onChange={({ target }) => change({ included: target.value })}
            />
            {meter !== 'seats' && (
              <Checkbox
                label={t('plans.refuse', { meter: name })}
                checked={one.hard}
                disabled={one.included.trim() === ''}
                onChange={({ target }) => change({ hard: target.checked })}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
