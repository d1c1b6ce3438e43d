import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ApiError } from '../../../api/api-error.ts';
import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import styles from '../integrations.module.css';
import { platformName, secretKey } from '../platform-words.ts';
import { integrationsKey, type PlatformGuide, usePlatforms } from '../use-integrations.ts';
import { ConnectedPlatform } from './connected-platform.tsx';

/** Connects a store to its platform step by step: choose it, hand over the secret, set it up there, see the first event. */
export function ConnectPlatform({
  chosen,
  onChoose,
}: {
  readonly chosen: string;
  readonly onChoose: (platform: string | undefined) => void;
}) {
  const { t } = useI18n();
  const platforms = usePlatforms();
  return (
    <Loaded query={platforms}>
      {(guides) => {
        const guide = guides.find(({ platform }) => platform === chosen);
        if (guide) return <ConnectForm key={guide.platform} guide={guide} onBack={() => onChoose('choose')} />;
        return (
          <Card
            title={t('integrations.choose')}
            hint={t('integrations.choose.hint')}
            actions={<Button onClick={() => onChoose(undefined)}>{t('action.cancel')}</Button>}
          >
            <ul className={styles['choices']}>
              {guides.map(({ platform, acceptsApiKey }) => (
                <li key={platform}>
                  <button type="button" className={styles['choice']} onClick={() => onChoose(platform)}>
                    <strong>{platformName(platform)}</strong>
                    <span>{t(acceptsApiKey ? 'integrations.kind.source' : 'integrations.kind.shop')}</span>
                  </button>
                </li>
              ))}
            </ul>
          </Card>
        );
      }}
    </Loaded>
  );
}

function ConnectForm({ guide, onBack }: { readonly guide: PlatformGuide; readonly onBack: () => void }) {
  const { t } = useI18n();
  const store = useStore();
  const queryClient = useQueryClient();
  const [needsSecret, setNeedsSecret] = useState(false);
  const name = platformName(guide.platform);
  const connect = useMutation({
    mutationFn: (body: { readonly platform: string; readonly secret?: string; readonly settings?: object }) =>
      data(store.api.POST('/v1/integrations', { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: integrationsKey(store.id) }),
  });
  if (connect.data) return <ConnectedPlatform guide={guide} created={connect.data} />;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [secret, currency, shopDomain] = ['secret', 'currency', 'shopDomain'].map((field) =>
      String(form.get(field) ?? '').trim(),
    );
    setNeedsSecret(guide.secretFrom === 'platform' && secret === '');
    if (guide.secretFrom === 'platform' && secret === '') return;
    const settings = {
      ...(currency && { currency: currency.toUpperCase() }),
      ...(shopDomain && { shopDomain: shopDomain.toLowerCase() }),
    };
    connect.mutate({ platform: guide.platform, ...(secret && { secret }), settings });
  };
  const problemAt = (path: string) => problemOf(connect.error as ApiError | null, path);
  return (
    <Card title={t('integrations.connectTo', { platform: name })} hint={t('integrations.connectTo.hint')}>
      <form className={styles['form']} onSubmit={submit} noValidate>
        {guide.secretFrom === 'platform' && (
          <TextField
            label={t('integrations.secret')}
            name="secret"
            autoComplete="off"
            spellCheck={false}
            help={t(secretKey(guide.platform))}
            problem={needsSecret ? t('integrations.secret.missing') : problemAt('secret')}
          />
        )}
        {guide.platform === 'shopify' && (
          <TextField
            label={t('integrations.shopDomain')}
            name="shopDomain"
            placeholder="your-shop.myshopify.com"
            spellCheck={false}
            help={t('integrations.shopDomain.help')}
            problem={problemAt('settings.shopDomain')}
          />
        )}
        {!guide.acceptsApiKey && (
          <TextField
            label={t('integrations.currency')}
            name="currency"
            placeholder="EUR"
            maxLength={3}
            defaultValue={store.currency ?? ''}
            help={t('integrations.currency.help')}
            problem={problemAt('settings.currency')}
          />
        )}
        {connect.error && (connect.error as ApiError).path === null && (
          <Notice tone="bad">{connect.error.message}</Notice>
        )}
        <div className={ui['row']}>
          <Button look="primary" type="submit" disabled={connect.isPending}>
            {t('integrations.connect.submit')}
          </Button>
          <Button onClick={onBack}>{t('integrations.back')}</Button>
        </div>
      </form>
    </Card>
  );
}

function problemOf(error: ApiError | null, path: string): string | null {
  return error?.path === path ? error.message : null;
}
