import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';

/** Servers as their makers write them. */
export const serverNames: Readonly<Record<string, string>> = {
  postgres: 'PostgreSQL',
  redis: 'Valkey',
  clickhouse: 'ClickHouse',
  temporal: 'Temporal',
  kafka: 'Kafka',
};

/** Counts further than this are not made by the API. */
const countMax = 10_000;
const inMillisecondsBelow = 1_000;
const inSecondsBelow = 120_000;

/** Texts, formats in the zone of the store at hand, and the short ages of this page. */
export function useWords() {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const age = (ms: number): string => {
    if (ms <= 0) return t('operations.nothing');
    if (ms < inMillisecondsBelow) return t('operations.ms', { ms: Math.round(ms) });
    return ms < inSecondsBelow ? t('operations.seconds', { seconds: Math.round(ms / 1_000) }) : format.duration(ms);
  };
  return {
    t,
    format,
    age,
    /** How long before the picture was taken something began. */
    ageAt: (asOf: string, since: string | null) => (since === null ? '–' : age(Date.parse(asOf) - Date.parse(since))),
    count: (value: number) =>
      value >= countMax ? t('operations.atLeast', { count: format.number(countMax) }) : format.number(value),
  };
}
