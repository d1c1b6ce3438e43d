import type { CSSProperties } from 'react';
import type { ShownBrand } from '../app/brand.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import styles from './brand.module.css';
import type { Palette } from './brand-place.ts';

interface BrandPreviewProps {
  readonly name: string;
  readonly palettes: ShownBrand['palettes'];
  readonly logo: ShownBrand['logo'];
  readonly madeWith: boolean;
}

const themes = ['light', 'dark'] as const;
const places = ['mail', 'page', 'dashboard'] as const;
/** What dashboards stand on, as in tokens.css: a brand changes their buttons, their name and their logo. */
const dashboards: Readonly<Record<(typeof themes)[number], Partial<Palette>>> = {
  light: { page: '#f6f7f9', background: '#ffffff', text: '#1a1d21', quiet: '#59616b', line: '#dcdfe4' },
  dark: { page: '#0e1116', background: '#161a21', text: '#e8ebef', quiet: '#a0a9b5', line: '#2b313c' },
};

/** A mail, a page and the dashboard in both themes, side by side. */
export function BrandPreview({ name, palettes, logo, madeWith }: BrandPreviewProps) {
  const { t } = useI18n();
  return (
    <section aria-label={t('brand.preview')}>
      <h3>{t('brand.preview')}</h3>
      <div className={styles['previews']}>
        {themes.flatMap((theme) =>
          places.map((place) => {
            const palette = place === 'dashboard' ? { ...palettes[theme], ...dashboards[theme] } : palettes[theme];
            return (
              <figure key={`${theme}/${place}`} className={styles['preview']}>
                <figcaption>{t(`brand.preview.${place}.${theme}`)}</figcaption>
                <div className={styles['ground']} style={variablesOf(palette)}>
                  <div className={styles['sender']}>
                    {logo ? <img src={logo[theme]} alt={name} /> : <strong>{name}</strong>}
                  </div>
                  <div className={styles['sheet']}>
                    <strong>{t('brand.preview.title')}</strong>
                    <span>{t('brand.preview.text')}</span>
                    <span className={styles['face']}>{t('brand.preview.button')}</span>
                    <span className={styles['way']}>{t('brand.preview.link')}</span>
                  </div>
                  {madeWith && place !== 'dashboard' && <small>{t('brand.preview.made')}</small>}
                </div>
              </figure>
            );
          }),
        )}
      </div>
    </section>
  );
}

function variablesOf(palette: Palette): CSSProperties {
  return Object.fromEntries(Object.entries(palette).map(([name, colour]) => [`--shown-${name}`, colour]));
}
