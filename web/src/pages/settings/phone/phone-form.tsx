import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import ui from '../../../ui/ui.module.css';
import { SettingsForm, useSettingsForm } from '../settings-form.tsx';
import { orders, type PhoneSettings, phoneInput, priceLines, type TemplateRow } from './phone-change.ts';
import { TemplateCard } from './template-card.tsx';

export function PhoneForm({ settings }: { readonly settings: PhoneSettings }) {
  const store = useStore();
  const queries = useQueryClient();
  const [templates, setTemplates] = useState<readonly TemplateRow[]>(() =>
    settings.templates.map(({ stopped: _, ...row }) => row),
  );
  const form = useSettingsForm({
    bodyOf: (values) => phoneInput(values, templates),
    send: (body) => data(store.api.PUT('/v1/store/phone', { body })),
    onSaved: () => queries.invalidateQueries({ queryKey: ['store', store.id, 'phone'] }),
  });
  return (
    <SettingsForm form={form}>
      <CarrierCard settings={settings} />
      <TemplateCard settings={settings} rows={templates} onChange={setTemplates} />
      <CostCard settings={settings} />
    </SettingsForm>
  );
}

function CarrierCard({ settings }: { readonly settings: PhoneSettings }) {
  const { t } = useI18n();
  const [order, setOrder] = useState(settings.carriers.join(','));
  const wanted = order === '' ? [] : order.split(',');
  const missing = wanted.filter((carrier) => !settings.connected.some((one) => one === carrier));
  return (
    <Card title={t('phone.carriers')} hint={t('phone.carriers.hint')}>
      <div className={ui['stack']}>
        <SelectField
          label={t('phone.order')}
          help={t('phone.order.help')}
          name="carriers"
          value={order}
          onChange={({ target }) => setOrder(target.value)}
        >
          {orders.map((one) => (
            <option key={one} value={one}>
              {one === '' ? t('phone.order.sms') : t(`phone.order.${one.replace(',', '_') as 'whatsapp'}`)}
            </option>
          ))}
        </SelectField>
        {missing.map((carrier) => (
          <Notice key={carrier} tone="warn">
            {t(carrier === 'rcs' ? 'phone.notConnected.rcs' : 'phone.notConnected.whatsapp')}
          </Notice>
        ))}
        {wanted.includes('whatsapp') && (
          <>
            <TextArea
              label={t('phone.sources')}
              help={t('phone.sources.help')}
              name="whatsAppSources"
              rows={3}
              defaultValue={settings.whatsAppSources.join('\n')}
            />
            {settings.whatsAppSources.length === 0 && <Notice tone="warn">{t('phone.sources.none')}</Notice>}
            {settings.rules.map(({ prefix, url, asOf }) => (
              <Notice key={prefix}>
                {t('phone.rule', { prefix, asOf })}{' '}
                <a href={url} rel="noreferrer" target="_blank">
                  {t('phone.rule.source')}
                </a>
              </Notice>
            ))}
          </>
        )}
        {!wanted.includes('whatsapp') && (
          <input type="hidden" name="whatsAppSources" value={settings.whatsAppSources.join('\n')} />
        )}
      </div>
    </Card>
  );
}

function CostCard({ settings }: { readonly settings: PhoneSettings }) {
  const { t } = useI18n();
  return (
    <Card title={t('phone.cost')} hint={t('phone.cost.hint')}>
      <div className={ui['stack']}>
        <TextField
          label={t('phone.segments')}
          help={t('phone.segments.help')}
          type="number"
          name="segmentsMax"
          min={1}
          max={6}
          defaultValue={settings.segmentsMax}
          required
        />
        <TextField
          label={t('phone.currency')}
          help={t('phone.currency.help')}
          name="currency"
          maxLength={3}
          defaultValue={settings.currency ?? ''}
        />
        <TextArea
          label={t('phone.prices')}
          help={t('phone.prices.help')}
          name="prices"
          rows={4}
          defaultValue={priceLines(settings.prices)}
        />
      </div>
    </Card>
  );
}
