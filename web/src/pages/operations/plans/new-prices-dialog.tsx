import { type FormEvent, useState } from 'react';
import { refusalText } from '../../../app/refusal-text.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import { monthText } from '../../../usage/plan-text.ts';
import { meters, monthsAfter, type PriceVersion, usePlanCommands } from './plan-data.ts';
import styles from './plans.module.css';
import { channels, emptyLine, linesOf, type PriceLine, pricesIn } from './price-lines.ts';

const monthsShown = 12;

/** Says what units cost from a month on; it begins with what was said last. */
export function NewPricesDialog({
  newest,
  onClose,
}: {
  readonly newest: PriceVersion | null;
  readonly onClose: () => void;
}) {
  const { t, locale } = useI18n();
  const toast = useToast();
  const { price } = usePlanCommands();
  const now = new Date().toISOString().slice(0, 7);
  const [next = now] = monthsAfter(now, 1);
  const [validFrom, setValidFrom] = useState(next);
  const [currency, setCurrency] = useState(newest?.currency ?? 'EUR');
  const [lines, setLines] = useState(linesOf(newest, locale));
  const prices = /^[A-Z]{3}$/.test(currency) ? pricesIn(lines, currency, locale) : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (prices === null) return;
    const onSuccess = ({ version }: { readonly version: number }) => {
      toast({ text: t('plans.prices.said', { version }) });
      onClose();
    };
    price.mutate({ validFrom, currency, prices }, { onSuccess });
  };
  const replace = (line: PriceLine) => setLines(lines.map((one) => (one.id === line.id ? line : one)));
  const add = () => setLines([...lines, emptyLine(Math.max(-1, ...lines.map(({ id }) => id)) + 1)]);
  return (
    <Dialog open wide onClose={onClose} title={t('plans.prices.new')}>
      <form className={ui['stack']} onSubmit={submit}>
        {price.error && <Notice tone="bad">{refusalText(t, price.error)}</Notice>}
        <SelectField
          label={t('plans.from')}
          help={t('plans.prices.from.help')}
          value={validFrom}
          onChange={({ target }) => setValidFrom(target.value)}
        >
          {[now, ...monthsAfter(now, monthsShown)].map((month) => (
            <option key={month} value={month}>
              {monthText(month, locale)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('plans.currency')}
          value={currency}
          maxLength={3}
          onChange={({ target }) => setCurrency(target.value.toUpperCase())}
        />
        {lines.map((line, index) => (
          <LineFields
            key={line.id}
            line={line}
            number={index + 1}
            onChange={replace}
            onRemove={() => setLines(lines.filter(({ id }) => id !== line.id))}
          />
        ))}
        <div className={ui['row']}>
          <Button onClick={add}>{t('plans.line.add')}</Button>
        </div>
        {prices === null && <Notice>{t('plans.lines.problem')}</Notice>}
        <p className={ui['help']}>{t('plans.prices.final')}</p>
        <div className={ui['row']}>
          <Button look="primary" type="submit" disabled={price.isPending || prices === null}>
            {t('plans.prices.say')}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function LineFields({
  line,
  number,
  onChange,
  onRemove,
}: {
  readonly line: PriceLine;
  readonly number: number;
  readonly onChange: (line: PriceLine) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useI18n();
  const text = (field: 'country' | 'upTo' | 'amount' | 'per', label: string, placeholder?: string) => (
    <TextField
      label={label}
      value={line[field]}
      placeholder={placeholder}
      maxLength={field === 'country' ? 2 : 20}
      onChange={({ target }) => onChange({ ...line, [field]: target.value })}
    />
  );
  return (
    <fieldset className={styles['line']}>
      <legend>{t('plans.line', { number })}</legend>
      <SelectField
        label={t('usage.what')}
        value={line.meter}
        onChange={({ target }) =>
          onChange({ ...line, meter: meters.find((meter) => meter === target.value) ?? line.meter })
        }
      >
        {meters.map((meter) => (
          <option key={meter} value={meter}>
            {t(`usage.meter.${meter}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('plans.channel')}
        value={line.channel}
        onChange={({ target }) => onChange({ ...line, channel: target.value })}
      >
        <option value="">{t('usage.all')}</option>
        {channels.map((channel) => (
          <option key={channel} value={channel}>
            {t(`channel.${channel}`)}
          </option>
        ))}
      </SelectField>
      {text('country', t('plans.country'), t('usage.all'))}
      {text('upTo', t('plans.upTo'), t('plans.upTo.open'))}
      {text('amount', t('plans.price'))}
      {text('per', t('plans.per'))}
      <Button aria-label={t('plans.line.remove.of', { number })} onClick={onRemove}>
        {t('plans.line.remove')}
      </Button>
    </fieldset>
  );
}
