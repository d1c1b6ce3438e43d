import { Popover } from '@base-ui/react/popover';
import { CalendarDays } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useFormat, useI18n } from '../i18n/i18n-context.tsx';
import { isTyping } from '../lib/is-typing.ts';
import { type Preset, presets } from '../lib/period.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, TextField } from '../ui/field.tsx';
import ui from '../ui/ui.module.css';
import { usePeriod } from './period-context.ts';
import { useStore } from './session.ts';
import styles from './switchers.module.css';

/** By one key each, as the menu says. */
const keys: Readonly<Record<string, Preset>> = { d: 'today', w: '7d', m: '30d', q: '90d' };
const keyOf = Object.fromEntries(Object.entries(keys).map(([key, preset]) => [preset, key]));

/** The period of every number on the page, in the store's calendar. It stands in the address. */
export function PeriodPicker() {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const period = usePeriod();
  const { set } = period;
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const preset = keys[event.key];
      if (!preset || event.metaKey || event.ctrlKey || event.altKey || isTyping(event)) return;
      set({ period: preset, from: undefined, to: undefined });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [set]);

  const custom = period.search.from !== undefined && period.search.to !== undefined;
  const current = period.search.period ?? '30d';
  const choose = (preset: Preset) => {
    set({ period: preset, from: undefined, to: undefined });
    setOpen(false);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [from, to] = [String(form.get('from')), String(form.get('to'))].sort();
    set({ period: undefined, from, to });
    setOpen(false);
  };
  const label = custom
    ? `${format.day(period.from)} – ${format.day(period.to)}`
    : t(`period.${current}` as 'period.30d');
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        render={
          <Button look="plain" className={styles['period'] ?? ''} aria-label={t('period.label', { period: label })} />
        }
      >
        <CalendarDays size={16} aria-hidden="true" />
        {label}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="start">
          <Popover.Popup className={ui['popup']} aria-label={t('period.title')}>
            <div className={styles['choices']}>
              {presets.map((preset) => (
                <button
                  key={preset}
                  type="button"
                  className={ui['item']}
                  aria-pressed={!custom && preset === current}
                  onClick={() => choose(preset)}
                >
                  {t(`period.${preset}`)}
                  {keyOf[preset] && <kbd>{keyOf[preset]}</kbd>}
                </button>
              ))}
            </div>
            <div className={ui['separator']} />
            <form className={styles['form']} onSubmit={submit} key={`${period.from}${period.to}`}>
              <TextField label={t('period.from')} type="date" name="from" required defaultValue={period.from} />
              <TextField label={t('period.to')} type="date" name="to" required defaultValue={period.to} />
              <Button type="submit">{t('period.apply')}</Button>
              <span className={ui['help']}>{t('period.zone', { zone: timeZone })}</span>
            </form>
            <div className={ui['separator']} />
            <div className={styles['form']}>
              <Checkbox
                label={t('period.compare')}
                checked={period.compare}
                onChange={(event) => set({ compare: event.target.checked ? undefined : 'none' })}
              />
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
