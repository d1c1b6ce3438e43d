import type { FormEvent } from 'react';
import { refusalText } from '../../../app/refusal-text.ts';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { formValues } from '../../../lib/form-values.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import ui from '../../../ui/ui.module.css';
import { type CatalogSettings, type CatalogTest, useCatalogCommands } from './catalog-data.ts';

const idLengthMax = 128;
const toneOf = { for_sale: 'good', sold_out: 'warn', unclear: 'warn', missing: 'warn' } as const;

/** Asks the shop about one product, and shows what it says. */
export function CatalogTestCard({ settings }: { readonly settings: CatalogSettings }) {
  const { t } = useI18n();
  const { test } = useCatalogCommands();
  if (!useStore().may('store:write')) return null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { productId = '', variantId = '' } = formValues(event.currentTarget);
    test.mutate({ productId: productId.trim(), variantId: variantId.trim() === '' ? null : variantId.trim() });
  };
  return (
    <Card title={t('catalog.test')} hint={t('catalog.test.hint')}>
      <form className={ui['stack']} onSubmit={submit}>
        <TextField
          name="productId"
          label={t('catalog.test.product')}
          help={t('catalog.test.product.help')}
          maxLength={idLengthMax}
          autoComplete="off"
          required
        />
        <TextField
          name="variantId"
          label={t('catalog.test.variant')}
          help={t('catalog.test.variant.help')}
          maxLength={idLengthMax}
          autoComplete="off"
        />
        <div className={ui['row']}>
          <Button type="submit" disabled={!settings.isReady || test.isPending}>
            {t(test.isPending ? 'catalog.test.running' : 'catalog.test.ask')}
          </Button>
        </div>
        <div aria-live="polite">
          {test.data && <Answer answer={test.data} />}
          {test.error && <Notice tone="bad">{refusalText(t, test.error)}</Notice>}
        </div>
      </form>
    </Card>
  );
}

function Answer({ answer }: { readonly answer: CatalogTest }) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  if (answer.kind === 'failed') return <Notice tone="bad">{t(`catalog.failed.${answer.problem}`)}</Notice>;
  if (answer.said === null) return <Notice tone="warn">{t('catalog.said.nothing')}</Notice>;
  const { availability, price } = answer.said;
  return (
    <Notice tone={toneOf[availability]}>
      {t(`catalog.said.${availability}`)}{' '}
      {price && t('catalog.said.price', { price: format.money(price.amountMinor, price.currency) })}
    </Notice>
  );
}
