import { useQueryClient } from '@tanstack/react-query';
import { meQuery, useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { readDuration } from './duration.ts';
import { DurationField } from './duration-field.tsx';
import { SettingsForm, useStoreForm } from './settings-form.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { differences, type StoreChange, type StoreSettings } from './store-settings.ts';
import { useStoreSettings } from './use-store-settings.ts';

const channels = ['email', 'sms', 'push'] as const;

/** What the engine does for this store: who it says it is, when a cart counts as left, and who sends for it. */
export function StorePage() {
  const settings = useStoreSettings();
  return (
    <SettingsFrame part="store">
      <Loaded query={settings} height={480}>
        {(given) => <StoreForm key={given.id} settings={given} />}
      </Loaded>
    </SettingsFrame>
  );
}

function StoreForm({ settings }: { readonly settings: StoreSettings }) {
  const { t } = useI18n();
  const store = useStore();
  const queries = useQueryClient();
  const form = useStoreForm(
    (values) => storeChange(settings, values),
    () => queries.invalidateQueries(meQuery),
  );
  return (
    <SettingsForm form={form}>
      <Card title={t('store.shop')}>
        <div className={ui['stack']}>
          <TextField label={t('store.name')} name="name" defaultValue={settings.name} maxLength={100} required />
          <TextField
            label={t('store.url')}
            help={t('store.url.help')}
            type="url"
            name="url"
            defaultValue={settings.url ?? ''}
            required
          />
          <TextField
            label={t('store.timeZone')}
            help={t('store.timeZone.help')}
            name="timeZone"
            defaultValue={settings.timeZone}
            list="time-zones"
            required
          />
          <datalist id="time-zones">
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
          <TextField
            label={t('store.locale')}
            help={t('store.locale.help')}
            name="locale"
            defaultValue={settings.locale}
            maxLength={35}
            required
          />
          <TextField
            label={t('store.currency')}
            help={t('store.currency.help')}
            value={store.currency ?? t('store.currency.none')}
            readOnly
          />
        </div>
      </Card>
      <Card title={t('store.sending')}>
        <div className={ui['stack']}>
          <SelectField
            label={t('store.status')}
            help={t('store.status.help')}
            name="status"
            defaultValue={settings.status}
          >
            <option value="active">{t('store.status.active')}</option>
            <option value="paused">{t('store.status.paused')}</option>
          </SelectField>
          <TextField
            label={t('store.sender')}
            help={t('store.sender.help', { name: settings.name })}
            name="senderName"
            defaultValue={settings.senderName ?? ''}
            maxLength={100}
          />
          <TextArea
            label={t('store.postalAddress')}
            help={t('store.postalAddress.help')}
            name="postalAddress"
            rows={3}
            defaultValue={settings.postalAddress ?? ''}
            maxLength={300}
          />
          <DurationField
            label={t('store.coolDown')}
            help={t('store.coolDown.help')}
            name="coolDownMs"
            ms={settings.coolDownMs}
          />
          {channels.map((channel) => (
            <SelectField
              key={channel}
              label={t('store.provider', { channel: t(`channel.${channel}`) })}
              name={`provider.${channel}`}
              defaultValue={settings.providers[channel] ?? ''}
            >
              <option value="">{t('store.provider.default')}</option>
              {settings.configuredProviders[channel].map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </SelectField>
          ))}
        </div>
      </Card>
      <Card title={t('store.idle')} hint={t('store.idle.hint')}>
        <div className={ui['stack']}>
          <DurationField label={t('store.cartIdle')} name="cartIdleMs" ms={settings.cartIdleMs} />
          <DurationField label={t('store.checkoutIdle')} name="checkoutIdleMs" ms={settings.checkoutIdleMs} />
          <DurationField
            label={t('store.browseIdle')}
            help={t('store.browseIdle.help')}
            name="browseIdleMs"
            ms={settings.browseIdleMs}
            optional
          />
        </div>
      </Card>
      {settings.timeScale !== 1 && <Notice tone="warn">{t('store.timeScale', { times: settings.timeScale })}</Notice>}
    </SettingsForm>
  );
}

function storeChange(settings: StoreSettings, values: Readonly<Record<string, string>>): StoreChange {
  const text = (name: string) => values[name] ?? '';
  const change = differences<Omit<StoreChange, 'providers'>>(settings, {
    name: text('name'),
    url: text('url'),
    timeZone: text('timeZone'),
    locale: text('locale'),
    status: text('status') === 'paused' ? 'paused' : 'active',
    senderName: text('senderName') === '' ? null : text('senderName'),
    postalAddress: text('postalAddress').replaceAll('\r\n', '\n').trim() || null,
    coolDownMs: readDuration(values, 'coolDownMs') ?? settings.coolDownMs,
    cartIdleMs: readDuration(values, 'cartIdleMs') ?? settings.cartIdleMs,
    checkoutIdleMs: readDuration(values, 'checkoutIdleMs') ?? settings.checkoutIdleMs,
    browseIdleMs: readDuration(values, 'browseIdleMs'),
  });
  const providers = Object.fromEntries(
    channels.flatMap((channel) => {
      const picked = text(`provider.${channel}`) === '' ? null : text(`provider.${channel}`);
      return picked === (settings.providers[channel] ?? null) ? [] : [[channel, picked]];
    }),
  );
  return Object.keys(providers).length > 0 ? { ...change, providers } : change;
}
