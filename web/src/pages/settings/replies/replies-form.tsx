import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { data } from '../../../api/client.ts';
import { refusalText } from '../../../app/refusal-text.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { formValues } from '../../../lib/form-values.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Checkbox, SelectField, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import type { StoreChange, StoreSettings } from '../sending/sending-change.ts';
import { replyChange } from './reply-change.ts';

export function RepliesForm({ settings }: { readonly settings: StoreSettings }) {
  const { t } = useI18n();
  const store = useStore();
  const toast = useToast();
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (body: StoreChange) => data(store.api.PATCH('/v1/store', { body })),
    onSuccess: async () => {
      toast({ text: t('store.saved') });
      await queryClient.invalidateQueries({ queryKey: ['store', store.id, 'settings'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const change = replyChange(settings, formValues(event.currentTarget));
    if (Object.keys(change).length === 0) toast({ text: t('store.unchanged') });
    else save.mutate(change);
  };
  const fixed = !store.may('store:write');
  const problem = save.error ? refusalText(t, save.error) : null;
  return (
    <form className={ui['stack']} onSubmit={submit}>
      {fixed && <Notice>{t('store.readOnly')}</Notice>}
      <fieldset className={ui['group']} disabled={fixed}>
        <div className={ui['stack']}>
          <AnswersCard settings={settings} />
          <Card title={t('replySettings.clicks')} hint={t('replySettings.clicks.help')}>
            <Checkbox
              label={t('replySettings.clicks.on')}
              name="clickTracking"
              value="on"
              defaultChecked={settings.clickTracking}
            />
          </Card>
          {problem && <Notice tone="bad">{problem}</Notice>}
          {!fixed && (
            <div>
              <Button look="primary" type="submit" disabled={save.isPending}>
                {t('action.save')}
              </Button>
            </div>
          )}
        </div>
      </fieldset>
    </form>
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
