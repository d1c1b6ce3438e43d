import { useQuery } from '@tanstack/react-query';
import { api, data } from '../../api/client.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { AuthenticatorApp } from './authenticator-app.tsx';
import { Passkeys } from './passkeys.tsx';
import { secondFactorsKey } from './second-factor-list.ts';

/** What signing in asks for beside the password. */
export function SecondFactors() {
  const { t } = useI18n();
  const factors = useQuery({ queryKey: secondFactorsKey, queryFn: () => data(api.GET('/v1/me/second-factors')) });
  return (
    <Card title={t('account.second.title')} hint={t('account.second.hint')}>
      <Loaded query={factors}>
        {({ totp, passkeys }) => (
          <div className={ui['stack']}>
            {totp === null && passkeys.length === 0 && <Notice tone="warn">{t('account.second.none')}</Notice>}
            <AuthenticatorApp confirmedAt={totp?.confirmedAt ?? null} />
            <Passkeys passkeys={passkeys} />
            <p className={ui['help']}>{t('account.second.recovery')}</p>
          </div>
        )}
      </Loaded>
    </Card>
  );
}
