import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { CircleUser } from 'lucide-react';
import { api } from '../api/client.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { chooseLocale } from './locale.ts';
import { useMe } from './session.ts';
import { themes, useTheme } from './theme.ts';

/** The person, their language and look, and the way out. */
export function AccountMenu() {
  const { t, locale } = useI18n();
  const { user } = useMe();
  const [theme, setTheme] = useTheme();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const signOut = async () => {
    await api.POST('/v1/auth/sign-out');
    queryClient.clear();
    await navigate({ to: '/sign-in', replace: true });
  };
  return (
    <Menu
      trigger={
        <Button look="plain" aria-label={t('account.menu', { name: user.name })}>
          <CircleUser size={18} aria-hidden="true" />
        </Button>
      }
      entries={[
        { label: t('account.open'), onSelect: () => void navigate({ to: '/account' as '/' }) },
        'separator',
        ...themes.map((one) => ({
          label: `${theme === one ? '✓ ' : ''}${t(`theme.${one}`)}`,
          onSelect: () => setTheme(one),
        })),
        'separator',
        { label: locale === 'en' ? 'Deutsch' : 'English', onSelect: () => chooseLocale(locale === 'en' ? 'de' : 'en') },
        'separator',
        { label: t('account.signOut'), onSelect: () => void signOut() },
      ]}
    />
  );
}
