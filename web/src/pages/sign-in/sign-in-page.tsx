import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { EntryFrame } from '../../app/entry-frame.tsx';
import { adoptLocale } from '../../app/locale.ts';
import { meQuery } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Notice } from '../../ui/notice.tsx';
import { IdentityProvider } from './identity-provider.tsx';
import { PasswordForm } from './password-form.tsx';
import { type Begun, SecondFactorForm } from './second-factor-form.tsx';

/** Password first, then the second factor of those who have one, then back to where the person wanted to go. */
export function SignInPage() {
  const { t } = useI18n();
  const { return: back } = useSearch({ strict: false });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [tookTooLong, setTookTooLong] = useState(false);

  const enter = async () => {
    queryClient.clear();
    const { user } = await queryClient.ensureQueryData(meQuery);
    if (adoptLocale(user.locale)) return location.assign(back ?? '/');
    await navigate({ href: back ?? '/', replace: true });
  };
  const beginAgain = (late: boolean) => {
    setTookTooLong(late);
    setBegun(null);
  };
  return (
    <EntryFrame title={t(begun ? 'signIn.second.title' : 'signIn.title')}>
      {tookTooLong && !begun && <Notice tone="warn">{t('signIn.tookTooLong')}</Notice>}
      {begun ? (
        <SecondFactorForm begun={begun} onSignedIn={enter} onBeginAgain={beginAgain} />
      ) : (
        <>
          <PasswordForm onSignedIn={enter} onSecondFactor={setBegun} />
          <IdentityProvider back={back} />
        </>
      )}
    </EntryFrame>
  );
}
