import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { data, type paths } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { meQuery, useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import { readDuration } from './duration.ts';
import { DurationField } from './duration-field.tsx';
import { SettingsFrame } from './settings-frame.tsx';

type StoreSettings = paths['/v1/store']['get']['responses'][200]['content']['application/json'];
type StoreChange = NonNullable<paths['/v1/store']['patch']['requestBody']>['content']['application/json'];

const channels = ['email', 'sms', 'push'] as const;

function storeKey(storeId: string) {
  return ['store', storeId, 'settings'] as const;
}

/** What the engine does for this store: who it says it is, when a cart counts as left, and who sends for it. */
export function StorePage() {
  const store = useStore();
  const settings = useQuery({
    queryKey: storeKey(store.id),
    queryFn: () => data(store.api.GET('/v1/store')),
    // What is being typed is not replaced under the person's hands.
    refetchOnWindowFocus: false,
    refetchInterval: false,
  });
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
  const toast = useToast();
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (body: StoreChange) => data(store.api.PATCH('/v1/store', { body })),
    onSuccess: async () => {
      toast({ text: t('store.saved') });
      await queryClient.invalidateQueries({ queryKey: storeKey(store.id) });
      await queryClient.invalidateQueries(meQuery);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const change = changeOf(settings, formValues(event.currentTarget));
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
          {settings.timeScale !== 1 && (
            <Notice tone="warn">{t('store.timeScale', { times: settings.timeScale })}</Notice>
          )}
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

/** What differs from what was loaded: somebody else's change of another field is not undone by saving. */
function changeOf(settings: StoreSettings, values: Readonly<Record<string, string>>): StoreChange {
  const text = (name: string) => values[name] ?? '';
  const wanted = {
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
  } as const;
  const change: StoreChange = Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => settings[name as keyof typeof wanted] !== value),
  );
  const providers = Object.fromEntries(
    channels.flatMap((channel) => {
      const picked = text(`provider.${channel}`) === '' ? null : text(`provider.${channel}`);
      return picked === (settings.providers[channel] ?? null) ? [] : [[channel, picked]];
    }),
  );
  return Object.keys(providers).length > 0 ? { ...change, providers } : change;
}
