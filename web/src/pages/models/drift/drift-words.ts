import type { Format } from '../../../i18n/format.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { featureName } from '../predictions/feature-name.ts';
import type { DriftAlarm, DriftCheck, DriftReport } from './use-drift.ts';

/** Findings in sentences. */

/** What is most likely behind the alarms, and where it is seen most. */
export function causeText(cause: NonNullable<DriftReport['cause']>, t: Translate, format: Format): string {
  switch (cause.kind) {
    case 'quality':
      return cause.feature === null
        ? t('drift.cause.stopped')
        : t('drift.cause.quality', { feature: featureName(t, cause.feature) });
    case 'visitors':
      return cause.feature === null
        ? t('drift.cause.visitors')
        : t('drift.cause.visitors.feature', { feature: featureName(t, cause.feature) });
    case 'behaviour': {
      const said = t(`drift.cause.${cause.group}.${cause.direction ?? 'some'}`);
      return cause.slice === null
        ? said
        : `${said} ${t('drift.cause.slice', { slice: sliceName(cause.slice, t, format) })}`;
    }
  }
}

/** What was done about it: whether a new version was asked for, and why not. */
export function retrainingText({ retraining }: DriftCheck, t: Translate, format: Format): string {
  if (retraining.kind === 'asked') return t('drift.next.asked');
  const { because, until } = retraining;
  return t(`drift.next.${because}`, { until: format.dateTime(until) });
}

export function alarmText(alarm: DriftAlarm, t: Translate, format: Format): string {
  switch (alarm.kind) {
    case 'stopped':
      return t('drift.alarm.stopped', { expected: alarm.expected });
    case 'missing':
      return t('drift.alarm.missing', {
        ...{ feature: featureName(t, alarm.feature), now: format.percent(alarm.now), past: format.percent(alarm.past) },
      });
    case 'unseen':
      return t('drift.alarm.unseen', { feature: featureName(t, alarm.feature), now: format.percent(alarm.now) });
    case 'realised':
      return t(`drift.alarm.${alarm.group}.${alarm.direction}`, { carts: alarm.afterCarts });
    case 'scores':
      return t('drift.alarm.scores', { times: timesText(alarm.psi / alarm.psiLimit, format) });
    case 'slice':
      return t(`drift.alarm.slice.${alarm.what}`, { slice: sliceName(alarm, t, format) });
  }
}

export function sliceName(
  { feature, value }: { readonly feature: string; readonly value: number | null },
  t: Translate,
  format: Format,
): string {
  const name = featureName(t, feature);
  if (value === null) return t('drift.slice.unknown', { feature: name });
  if (value === 1) return t('drift.slice.yes', { feature: name });
  if (value === 0) return t('drift.slice.no', { feature: name });
  return t('drift.slice.value', { feature: name, value: format.number(value) });
}

/** How many times as large as chance allows. */
export function timesText(times: number, format: Format): string {
  return format.number(Math.round(times * 10) / 10);
}
