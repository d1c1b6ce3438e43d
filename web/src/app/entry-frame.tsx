import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { BrandLogo, openBrandQuery, useBrandOnPage } from './brand.tsx';
import styles from './entry-frame.module.css';
import { chooseLocale } from './locale.ts';

/** The frame of pages that somebody sees who is not signed in yet. */
export function EntryFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t, locale } = useI18n();
  const asked = useQuery(openBrandQuery);
  const brand = asked.data;
  useBrandOnPage(brand);
  const other = locale === 'en' ? 'de' : 'en';
  return (
    <main className={styles['page']}>
      <Card>
        <div className={styles['card']}>
          <div>
            {brand?.logo && <BrandLogo brand={brand} alt={brand.name ?? ''} />}
            <p className={styles['product']}>
              {/* Until it is known whose page this is, it is nobody's. */}
              {asked.isPending ? '\u00a0' : (brand?.name ?? t('entry.product'))}
            </p>
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
