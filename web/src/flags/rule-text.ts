import type { useFormat } from '../i18n/i18n-context.tsx';
import type { Translate } from '../i18n/translate.ts';
import type { FlagRule } from './flag.ts';

/** A rule in words; null: nothing is said, or nothing that can be read. */
export function ruleText(
  rule: FlagRule | null,
  t: Translate,
  { dateTime }: Pick<ReturnType<typeof useFormat>, 'dateTime'>,
): string {
  switch (rule?.kind) {
    case 'on':
      return t('flags.on');
    case 'off':
      return t('flags.off');
    case 'percentage':
      return t('flags.share', { percent: rule.percent });
    case 'schedule': {
      const { from, until } = rule;
      const state = t(rule.state === 'on' ? 'flags.on' : 'flags.off');
      if (from === null) return t('flags.schedule.until', { state, until: until === null ? '' : dateTime(until) });
      if (until === null) return t('flags.schedule.from', { state, from: dateTime(from) });
      return t('flags.schedule.between', { state, from: dateTime(from), until: dateTime(until) });
    }
    default:
      return t('flags.default');
  }
}
