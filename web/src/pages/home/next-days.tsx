import { writeValue } from '../../analytics/figure.tsx';
import { daysAhead, type ForecastAnswer, type ReadyForecast, useForecast } from '../../analytics/forecast.ts';
import { usePeriod } from '../../app/period-context.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import styles from './home.module.css';

/** What the next days are expected to bring, between what, and how far one can trust it. */
export function NextDays() {
  const { t } = useI18n();
  const { search } = usePeriod();
  const currency = search.currency ?? null;
  const revenue = useForecast({ metric: 'recovered_revenue', currency });
  const carts = useForecast({ metric: 'abandoned_carts', currency });
  return (
    <Card title={t('home.next', { days: daysAhead })} hint={t('home.next.hint')}>
      <div className={styles['next']}>
        <Loaded query={revenue} height={72}>
          {(answer) => <Expectation label={t('home.next.revenue')} answer={answer} />}
        </Loaded>
        <Loaded query={carts} height={72}>
          {(answer) => <Expectation label={t('home.next.carts')} answer={answer} />}
        </Loaded>
      </div>
    </Card>
  );
}

function Expectation({ label, answer }: { readonly label: string; readonly answer: ForecastAnswer }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { forecast } = answer;
  if (forecast.kind === 'not_enough')
    return (
      <div>
        <h3 className={styles['nextLabel']}>{label}</h3>
        <p className={styles['nextNone']}>{t('home.forecast.none')}</p>
        <p className={styles['quiet']}>{t('home.forecast.none.text', { missing: forecast.daysMissing })}</p>
      </div>
    );
  const { value, interval } = forecast.total;
  const write = (amount: number) => writeValue(format, answer, answer.unit === 'money' ? amount : Math.round(amount));
  return (
    <div>
      <h3 className={styles['nextLabel']}>{label}</h3>
      <p className={styles['nextValue']}>{write(value)}</p>
      <p className={styles['quiet']}>
        {interval === null
          ? t('home.forecast.total.none')
          : t('home.forecast.total', { lower: write(interval.lower), upper: write(interval.upper) })}
      </p>
      <details className={styles['how']}>
        <summary>
          {t('home.forecast.how')}
          <span className="visually-hidden">: {label}</span>
        </summary>
        <HowItIsMade forecast={forecast} write={(amount) => writeValue(format, answer, amount)} />
      </details>
    </div>
  );
}

const digits = 1;

/** The method, and how wrong it was on days that it had not seen: beside what last week would have said. */
function HowItIsMade({
  forecast: { method, heldOut },
  write,
}: {
  readonly forecast: ReadyForecast;
  readonly write: (amount: number) => string;
}) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const error = (amount: number) => write(Number(amount.toFixed(digits)));
  return (
    <>
      <p>{t(`home.forecast.method.${method}`)}</p>
      <p>
        {t('home.forecast.error', {
          days: heldOut.origins,
          error: error(heldOut.meanAbsoluteError),
          lastWeek: error(heldOut.lastWeekError),
        })}
      </p>
      {heldOut.coverage !== null && <p>{t('home.forecast.coverage', { share: format.percent(heldOut.coverage) })}</p>}
      {heldOut.peaks !== null && (
        <p>{t('home.forecast.peaks', { days: heldOut.peaks.days, share: format.percent(heldOut.peaks.coverage) })}</p>
      )}
    </>
  );
}
