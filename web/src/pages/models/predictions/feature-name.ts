import type { MessageKey } from '../../../i18n/message-key.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { predictionsEn } from './messages.en.ts';

/** A feature in words; one that is new to this page by its own name. */
export function featureName(t: Translate, feature: string): string {
  const key = `predictions.feature.${feature}`;
  return Object.hasOwn(predictionsEn, key) ? t(key as MessageKey) : feature;
}
