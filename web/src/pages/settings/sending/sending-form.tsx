import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { Checkbox, SelectField, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import ui from '../../../ui/ui.module.css';
import { DurationField } from '../duration-field.tsx';
import { SettingsForm, useStoreForm } from '../settings-form.tsx';
import type { StoreSettings } from '../store-settings.ts';
import { BasisCard } from './basis-card.tsx';
import { channels, sendingChange } from './sending-change.ts';

/** What the quiet hours of a store begin with that had none. */
const usualQuietHours = { from: '21:00', until: '08:00', channels: ['sms', 'push'] } as const;

export function SendingForm({ settings }: { readonly settings: StoreSettings }) {
  const form = useStoreForm((values) => sendingChange(settings, values));
  return (
    <SettingsForm form={form}>
      <QuietHoursCard settings={settings} />
      <CapCard settings={settings} />
      <BasisCard settings={settings} />
    </SettingsForm>
  );
}

function QuietHoursCard({ settings }: { readonly settings: StoreSettings }) {
  const { t } = useI18n();
  const [on, setOn] = useState(settings.quietHours !== null);
  const shown = settings.quietHours ?? usualQuietHours;
  return (
    <Card title={t('sending.quiet')} hint={t('sending.quiet.hint')}>
      <div className={ui['stack']}>
        <Checkbox
          label={t('sending.quiet.on')}
          name="quiet"
          value="on"
          checked={on}
          onChange={({ target }) => setOn(target.checked)}
        />
        {on && (
          <>
            <TextField
              label={t('sending.quiet.from')}
              type="time"
              name="quiet.from"
              defaultValue={shown.from}
              required
            />
            <TextField
              label={t('sending.quiet.until')}
              help={t('sending.quiet.until.help')}
              type="time"
              name="quiet.until"
              defaultValue={shown.until}
              required
            />
            <fieldset className={ui['group']}>
              <legend>{t('sending.quiet.channels')}</legend>
              {channels.map((channel) => (
                <Checkbox
                  key={channel}
                  label={t(`channel.${channel}`)}
                  name={`quiet.${channel}`}
                  value="on"
                  defaultChecked={shown.channels.some((one) => one === channel)}
                />
              ))}
            </fieldset>
          </>
        )}
        <SelectField
          label={t('sending.countries')}
          help={t('sending.countries.help')}
          name="countryRules"
          defaultValue={settings.countryRules}
        >
          <option value="by_country">{t('sending.countries.by_country')}</option>
          <option value="off">{t('sending.countries.off')}</option>
        </SelectField>
        {settings.timeScale !== 1 && <Notice>{t('sending.timeScale', { times: settings.timeScale })}</Notice>}
      </div>
    </Card>
  );
}

function CapCard({ settings }: { readonly settings: StoreSettings }) {
  const { t } = useI18n();
  return (
    <Card title={t('sending.cap')} hint={t('sending.cap.hint')}>
      <div className={ui['stack']}>
        <TextField
          label={t('store.cap')}
          type="number"
          name="capMessages"
          min={1}
          max={100}
          defaultValue={settings.capMessages}
          required
        />
        <TextField
          label={t('sending.cap.all')}
          help={t('sending.cap.all.help')}
          type="number"
          name="capMessagesOfAll"
          min={1}
          max={100}
          defaultValue={settings.capMessagesOfAll ?? ''}
        />
        <DurationField
          label={t('store.capPeriod')}
          help={t('sending.cap.rolling')}
          name="capPeriodMs"
          ms={settings.capPeriodMs}
        />
        <SelectField label={t('sending.cap.action')} name="capAction" defaultValue={settings.capAction}>
          <option value="skip">{t('sending.cap.action.skip')}</option>
          <option value="postpone">{t('sending.cap.action.postpone')}</option>
        </SelectField>
      </div>
    </Card>
  );
}
