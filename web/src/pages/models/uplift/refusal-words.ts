import type { Format } from '../../../i18n/format.ts';
import type { useI18n } from '../../../i18n/i18n-context.tsx';
import type { Refusal } from './use-uplift.ts';

/** Why nothing is told, and what would have to come. */
export function refusalWords(
  { t, format }: { readonly t: ReturnType<typeof useI18n>['t']; readonly format: Format },
  refusal: Refusal,
): string {
  switch (refusal.reason) {
    case 'no_decisions':
      return t('uplift.refused.none');
    case 'action_unsupported':
      return t('uplift.refused.unsupported', {
        actions: refusal.actions.join(', '),
        decisions: refusal.decisions,
      });
    case 'sample_too_small': {
      const sample = format.number(Math.floor(refusal.effectiveSample));
      return refusal.missing === null
        ? t('uplift.refused.small.none', { sample })
        : t('uplift.refused.small', { sample, missing: refusal.missing });
    }
  }
}
