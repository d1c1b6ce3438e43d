import type { Translate } from '../i18n/translate.ts';

const minuteMs = 60_000;

/** A wait as one would say it: in seconds as long as somebody would sit and watch. */
export function aboutHowLong(ms: number, t: Translate): string {
  if (ms < 2 * minuteMs) return t('trial.seconds', { count: Math.max(5, Math.round(ms / 5_000) * 5) });
  const minutes = Math.round(ms / minuteMs);
  return minutes < 90 ? t('trial.minutes', { count: minutes }) : t('trial.hours', { count: Math.round(minutes / 60) });
}
