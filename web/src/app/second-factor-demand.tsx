import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormat, useI18n } from '../i18n/i18n-context.tsx';
import { buttonClass } from '../ui/button.tsx';
import { PageHead } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';
import ui from '../ui/ui.module.css';
import { useStore } from './session.ts';

/** The page of a store, where the person may see it: with a word before a second factor is due, and nothing else after it. */
export function UnlessSecondFactorIsDue({ children }: { readonly children: ReactNode }) {
  const { t } = useI18n();
  const { name, secondFactor, timeZone } = useStore();
  const format = useFormat(timeZone);
  if (secondFactor === null) return children;
  const action = (
    <Link to="/account" className={buttonClass('primary')}>
      {t('secondFactor.setUp')}
    </Link>
  );
  if (secondFactor.overdue)
    return (
      <>
        <PageHead title={t('secondFactor.title')} />
        <Notice tone="warn" action={action}>
          {t('secondFactor.overdue', { store: name })}
        </Notice>
      </>
    );
  return (
    <div className={ui['stack']}>
      <Notice action={action}>
        {t('secondFactor.due', { store: name, day: format.dateTime(secondFactor.dueAt) })}
      </Notice>
      {children}
    </div>
  );
}
