import type { Brand } from '../app/brand.tsx';
import { refusalText } from '../app/refusal-text.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Card } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';
import ui from '../ui/ui.module.css';
import { type BrandPlace, useLogoChange } from './brand-place.ts';
import { LogoField } from './logo-field.tsx';

const themes = ['light', 'dark'] as const;

/** The two logos; each is kept as soon as it is chosen. */
export function LogosCard({ place, brand: { said } }: { readonly place: BrandPlace; readonly brand: Brand }) {
  const { t } = useI18n();
  const change = useLogoChange(place);
  return (
    <Card title={t('brand.logos')} hint={t('brand.logos.hint')}>
      <div className={ui['stack']}>
        {change.error && <Notice tone="bad">{refusalText(t, change.error)}</Notice>}
        {themes.map((theme) => (
          <LogoField
            key={theme}
            theme={theme}
            logo={said.logos[theme] === null ? null : `/v1/brand/logo/${said.logos[theme]}`}
            disabled={change.isPending || !place.mayWrite}
            onChange={(picture) => change.mutate({ theme, picture })}
          />
        ))}
      </div>
    </Card>
  );
}
