import { CircleCheck } from 'lucide-react';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card, Facts } from '../../ui/card.tsx';
import styles from './operations.module.css';
import type { Operations, Problem } from './use-operations.ts';
import { serverNames, useWords } from './use-words.ts';

/** The heading in docs/operators.md that the list of problems stands under. */
const runbookSection = 'What the page Operations says';

/** What needs the operator, worst first: since when, whom it touches, what to do. When nothing does, one quiet line. */
export function ProblemList({ problems, asOf }: Pick<Operations, 'problems' | 'asOf'>) {
  const { t } = useI18n();
  if (problems.length === 0)
    return (
      <p className={styles['calm']}>
        <CircleCheck size={16} aria-hidden="true" />
        {t('operations.problems.none')}
      </p>
    );
  return (
    <Card title={t('operations.problems')} hint={t('operations.runbook', { section: runbookSection })}>
      <ul className={styles['problems']} aria-label={t('operations.problems')}>
        {problems.map((problem) => (
          <li key={`${problem.kind}:${problem.subject ?? ''}`}>
            <ProblemEntry problem={problem} asOf={asOf} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ProblemEntry({ problem, asOf }: { readonly problem: Problem; readonly asOf: string }) {
  const { t, ageAt } = useWords();
  const { kind, severity, subject, subjectName, since, count } = problem;
  const values = { subject: subject ?? '', name: subjectName ?? subject ?? '', count: count ?? 0 };
  return (
    <div className={styles['problem']} data-severity={severity}>
      <p className={styles['problemHead']}>
        <Badge tone={severity}>{t(`operations.severity.${severity}`)}</Badge>
        <strong>
          {t(`operations.problem.${kind}`, { ...values, subject: serverNames[values.subject] ?? values.subject })}
        </strong>
        {since !== null && (
          <span className={styles['since']}>{t('operations.since', { since: ageAt(asOf, since) })}</span>
        )}
      </p>
      <Facts
        facts={[
          [t('operations.whom'), t(`operations.problem.${kind}.whom`, values)],
          [t('operations.do'), t(`operations.problem.${kind}.do`, values)],
        ]}
      />
    </div>
  );
}
