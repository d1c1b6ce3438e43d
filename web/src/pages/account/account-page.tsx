import { useI18n } from '../../i18n/i18n-context.tsx';
import { PageHead } from '../../ui/card.tsx';
import ui from '../../ui/ui.module.css';
import { IdentitiesCard } from './identities-card.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { PasswordCard } from './password-card.tsx';
import { PersonCard } from './person-card.tsx';
import { SecondFactors } from './second-factors.tsx';

/** One's own account: who one is, how one signs in, and where one is signed in. */
export function AccountPage() {
  const { t } = useI18n();
  return (
    <div className={ui['stack']}>
      <PageHead title={t('account.title')} />
      <PersonCard />
      <PasswordCard />
      <SecondFactors />
      <IdentitiesCard />
      <OwnSessions />
    </div>
  );
}
