import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { api, data } from '../../api/client.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../i18n/message-key.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

const failures: Readonly<Record<string, MessageKey>> = {
  took_too_long: 'signIn.provider.tookTooLong',
  identity_unknown: 'signIn.provider.unknown',
  identity_taken: 'signIn.provider.taken',
  provider_failed: 'signIn.provider.failed',
  again: 'signIn.again',
};

/** The way over an identity provider, where the installation has one, and why it failed the last time. */
export function IdentityProvider({ back }: { readonly back: string | undefined }) {
  const { t } = useI18n();
  const { error } = useSearch({ strict: false });
  const methods = useQuery({ queryKey: ['sign-in-methods'], queryFn: () => data(api.GET('/v1/auth/methods')) });
  const failure = error === undefined ? undefined : failures[error];
  return (
    <>
      {failure && <Notice tone="bad">{t(failure)}</Notice>}
      {methods.data?.anyAccount === false && <Notice tone="warn">{t('signIn.noAccounts')}</Notice>}
      {methods.data?.identityProvider === true && (
        // A page of the server, which leads on to the provider: no page of ours.
        <a className={buttonClass()} href={`/v1/auth/oidc/start?return=${encodeURIComponent(back ?? '/')}`}>
          {t('signIn.provider')}
        </a>
      )}
    </>
  );
}
