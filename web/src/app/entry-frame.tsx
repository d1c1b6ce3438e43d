import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import styles from './entry-frame.module.css';
import { chooseLocale } from './locale.ts';

/** The frame of pages that somebody sees who is not signed in yet. */
export function EntryFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t, locale } = useI18n();
  const other = locale === 'en' ? 'de' : 'en';
  return (
    <main className={styles['page']}>
      <Card>
        <div className={styles['card']}>
          <div>
            <p className={styles['product']}>{t('entry.product')}</p>
            <h1>{title}</h1>
          </div>
          {children}
        </div>
      </Card>
      <Button look="plain" lang={other} onClick={() => chooseLocale(other)}>
        {other === 'de' ? 'Deutsch' : 'English'}
      </Button>
    </main>
  );
}
