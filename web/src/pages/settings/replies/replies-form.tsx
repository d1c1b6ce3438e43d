import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { Checkbox, SelectField, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import ui from '../../../ui/ui.module.css';
import { SettingsForm, useStoreForm } from '../settings-form.tsx';
import type { StoreSettings } from '../store-settings.ts';
import { replyChange } from './reply-change.ts';

export function RepliesForm({ settings }: { readonly settings: StoreSettings }) {
  const { t } = useI18n();
  const form = useStoreForm((values) => replyChange(settings, values));
  return (
    <SettingsForm form={form}>
      <AnswersCard settings={settings} />
      <Card title={t('replySettings.clicks')} hint={t('replySettings.clicks.help')}>
        <Checkbox
          label={t('replySettings.clicks.on')}
          name="clickTracking"
          value="on"
          defaultChecked={settings.clickTracking}
        />
      </Card>
    </SettingsForm>
  );
}

function AnswersCard({ settings }: { readonly settings: StoreSettings }) {
  const { t } = useI18n();
  const [handling, setHandling] = useState(settings.replyHandling);
  return (
    <Card title={t('replySettings.where')} hint={t('replySettings.where.hint')}>
      <div className={ui['stack']}>
        {!settings.takesMail && <Notice>{t('replySettings.notSetUp')}</Notice>}
        <SelectField
          label={t('replySettings.handling')}
          name="replyHandling"
          value={handling}
          onChange={({ target }) => setHandling(target.value === 'engine' ? 'engine' : 'sender')}
        >
          <option value="sender">{t('replySettings.handling.sender')}</option>
          <option value="engine">{t('replySettings.handling.engine')}</option>
        </SelectField>
        {handling === 'engine' && (
          <>
            <TextField
              label={t('replySettings.mailbox')}
              help={t('replySettings.mailbox.help')}
              type="email"
              name="replyMailbox"
              defaultValue={settings.replyMailbox ?? ''}
              maxLength={254}
            />
            <Checkbox
              label={t('replySettings.texts')}
              help={t('replySettings.texts.help')}
              name="replyTextInWebhooks"
              value="on"
              defaultChecked={settings.replyTextInWebhooks}
            />
          </>
        )}
      </div>
    </Card>
  );
}
