import { Popover } from '@base-ui/react/popover';
import { type FormEvent, useState } from 'react';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { fractionDigitsOf, readAmount, writeAmount } from '../../lib/read-amount.ts';
import { useListSearch } from '../../lists/list-filters.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import ui from '../../ui/ui.module.css';
import { readCartSearch } from './cart-search.ts';
import styles from './carts.module.css';

/** What a cart is worth, typed as the person's language writes amounts, in one currency. */
export function ValueFilter() {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger render={<Button>{t('carts.filter.more')}</Button>} />
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="start">
          <Popover.Popup className={ui['popup']} aria-label={t('carts.filter.more')}>
            <ValueForm onDone={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function ValueForm({ onDone }: { readonly onDone: () => void }) {
  const { t, locale } = useI18n();
  const store = useStore();
  const [search, change] = useListSearch();
  const { valueMin, valueMax, currency: asked } = readCartSearch(search);
  const [currency, setCurrency] = useState(asked ?? store.currency ?? 'EUR');
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const tag = locale === 'en' ? 'en-GB' : locale;
  const digits = fractionDigitsOf(currency);
  const written = (minor: string | undefined) => (minor === undefined ? '' : writeAmount(Number(minor), tag, digits));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const amounts = (['valueMin', 'valueMax'] as const).map((name) => {
      const text = String(form.get(name)).trim();
      return [name, text === '' ? undefined : readAmount(text, tag, digits)] as const;
    });
    const unread = amounts.filter(([, minor]) => minor === null).map(([name]) => name);
    setWrong(unread);
    if (unread.length > 0) return;
    const values = Object.fromEntries(amounts.map(([name, minor]) => [name, minor?.toString()]));
    const any = Object.values(values).some((value) => value !== undefined);
    change({ ...values, currency: any ? currency : asked });
    onDone();
  };
  const problemOf = (name: string) =>
    wrong.includes(name) ? t('carts.filter.amountWrong', { example: writeAmount(123_450, tag, digits) }) : null;
  return (
    <form className={styles['valueForm']} onSubmit={submit} noValidate>
      <TextField
        label={t('carts.filter.currency')}
        help={t('carts.filter.currencyHelp')}
        value={currency}
        maxLength={3}
        onChange={({ target }) => setCurrency(target.value.toUpperCase().replaceAll(/[^A-Z]/g, ''))}
      />
      <TextField
        label={t('carts.filter.min')}
        name="valueMin"
        inputMode="decimal"
        autoComplete="off"
        defaultValue={written(valueMin)}
        problem={problemOf('valueMin')}
      />
      <TextField
        label={t('carts.filter.max')}
        name="valueMax"
        inputMode="decimal"
        autoComplete="off"
        defaultValue={written(valueMax)}
        problem={problemOf('valueMax')}
      />
      <Button type="submit" look="primary">
        {t('period.apply')}
      </Button>
    </form>
  );
}
