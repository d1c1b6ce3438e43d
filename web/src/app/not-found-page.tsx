import { Link } from '@tanstack/react-router';
import { useI18n } from '../i18n/i18n-context.tsx';
import { buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/page-state.tsx';

export function NotFoundPage() {
  const { t } = useI18n();
  return (
    <EmptyState title={t('notFound.title')} text={t('notFound.text')}>
      <Link to="/" className={buttonClass('primary')}>
        {t('notFound.home')}
      </Link>
    </EmptyState>
  );
}
