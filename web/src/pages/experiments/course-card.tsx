import { useStore } from '../../app/session.ts';
import { IntervalChart } from '../../charts/interval-chart.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/page-state.tsx';
import { points } from './experiment-words.ts';
import type { Experiment } from './use-experiments.ts';

/** How the difference came about: the band narrows as people come, and tells something once it leaves the zero line. */
export function CourseCard({ experiment }: { readonly experiment: Experiment }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const course = experiment.shareCourse.flatMap(({ day, difference, interval }) =>
    difference === null ? [] : [{ bucket: day, value: difference, interval }],
  );
  return (
    <Card title={t('experiments.course')} hint={t('experiments.course.hint')}>
      {course.length === 0 ? (
        <EmptyState title={t('experiments.course.none')} text={t('experiments.course.none.text')} />
      ) : (
        <IntervalChart
          label={t('experiments.course')}
          points={course}
          labelOf={format.day}
          format={(value) => points(format, value)}
          words={{
            bucket: t('experiments.column.day'),
            value: t('experiments.column.difference'),
            low: t('experiments.column.low'),
            high: t('experiments.column.high'),
          }}
        />
      )}
    </Card>
  );
}
