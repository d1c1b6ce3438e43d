import { useI18n } from '../i18n/i18n-context.tsx';
import { Badge, type Tone } from '../ui/badge.tsx';
import type { Standing } from './states.ts';

/** Green for money that came by a message only; a warning where somebody should look. */
const tones: Readonly<Record<Standing, Tone>> = {
  open: 'neutral',
  abandoned: 'neutral',
  recovering: 'neutral',
  recovered: 'good',
  purchased: 'neutral',
  quarantined: 'warn',
};

export function StandingBadge({ standing }: { readonly standing: Standing }) {
  const { t } = useI18n();
  return <Badge tone={tones[standing]}>{t(`standing.${standing}`)}</Badge>;
}
