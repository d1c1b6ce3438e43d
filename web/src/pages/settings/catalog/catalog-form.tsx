import { type FormEvent, useState } from 'react';
import { refusalText } from '../../../app/refusal-text.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { formValues } from '../../../lib/form-values.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { Checkbox, SelectField, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import { type CatalogSettings, soldOutWays, sources, useCatalogCommands } from './catalog-data.ts';

/** Who is asked, and what becomes of lines that are sold out. */
export function CatalogForm({ settings }: { readonly settings: CatalogSettings }) {
  const { t } = useI18n();
  const toast = useToast();
  const { save } = useCatalogCommands();
  const mayWrite = useStore().may('store:write');
  const [source, setSource] = useState(settings.source);
  const [soldOut, setSoldOut] = useState(settings.soldOut);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const values: Readonly<Record<string, string>> = source === 'http' ? formValues(form) : {};
    save.mutate(
      { source, soldOut, url: values['url'] ?? null, newSecret: values['newSecret'] === 'on' },
      {
        onSuccess: () => {
          toast({ text: t('catalog.saved') });
          const box = form.elements.namedItem('newSecret');
          if (box instanceof HTMLInputElement) box.checked = false;
        },
      },
    );
  };
  const secret = save.data?.secret;
  return (
    <form className={ui['stack']} onSubmit={submit}>
      <Card title={t('catalog.ask')} hint={t('catalog.ask.hint')}>
        <div className={ui['stack']}>
          <SelectField
            label={t('catalog.source')}
            help={t(`catalog.source.${source}.help`)}
            value={source}
            disabled={!mayWrite}
            onChange={({ target }) => setSource(sources.find((one) => one === target.value) ?? source)}
          >
            {sources.map((one) => (
              <option key={one} value={one}>
                {t(`catalog.source.${one}`)}
              </option>
            ))}
          </SelectField>
          {(source === 'shopify' || source === 'woocommerce') && !settings.connected.includes(source) && (
            <Notice tone="warn">{t('catalog.notConnected')}</Notice>
          )}
          {source === 'http' && (
            <TextField
              name="url"
              type="url"
              label={t('catalog.url')}
              help={t('catalog.url.help')}
              placeholder="https://shop.example/catalog"
              defaultValue={settings.url ?? ''}
              readOnly={!mayWrite}
              required
            />
          )}
          {source === 'http' && settings.url !== null && mayWrite && (
            <Checkbox name="newSecret" value="on" label={t('catalog.newSecret')} help={t('catalog.newSecret.help')} />
          )}
          {source !== 'off' && (
            <SelectField
              label={t('catalog.soldOut')}
              help={t(`catalog.soldOut.${soldOut}.help`)}
              value={soldOut}
              disabled={!mayWrite}
              onChange={({ target }) => setSoldOut(soldOutWays.find((one) => one === target.value) ?? soldOut)}
            >
              {soldOutWays.map((one) => (
                <option key={one} value={one}>
                  {t(`catalog.soldOut.${one}`)}
                </option>
              ))}
            </SelectField>
          )}
          {secret && (
            <Notice tone="warn">
              {t('catalog.secret')}
              <CopyText text={secret} />
            </Notice>
          )}
          {save.error && (
            <Notice tone="bad">{refusalText(t, save.error, { 'invalid:url': 'catalog.url.problem' })}</Notice>
          )}
          {mayWrite && (
            <div className={ui['row']}>
              <Button look="primary" type="submit" disabled={save.isPending}>
                {t('action.save')}
              </Button>
            </div>
          )}
        </div>
      </Card>
    </form>
  );
}
