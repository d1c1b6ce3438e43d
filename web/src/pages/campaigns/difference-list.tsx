import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Table } from '../../ui/table.tsx';
import type { Difference } from './campaign-types.ts';
import { fieldName, fieldValue } from './campaign-words.ts';
import styles from './campaigns.module.css';
import type { Flow } from './flow/flow-types.ts';
import { useFlowWords } from './flow/flow-words.ts';
import { useWriting } from './use-editor.ts';

const kindTone = { added: 'good', removed: 'bad', changed: 'warn' } as const;

/** What differs between two versions, step by step and field by field, with the names of both sides. */
export function DifferenceList({
  difference,
  before,
  after,
  flows,
}: {
  readonly difference: Difference;
  /** Of both sides, where there are any: a step that came or went is said in words. */
  readonly flows?: readonly (Flow | null)[];
  readonly before: string;
  readonly after: string;
}) {
  const { t } = useI18n();
  const writing = useWriting();
  const format = useFormat(useStore().timeZone);
  const words = useFlowWords();
  const wordsOf = ({ kind, stepId }: Difference['steps'][number]) => {
    const flow = kind === 'changed' ? null : flows?.[kind === 'added' ? 1 : 0];
    const step = flow?.steps.find(({ id }) => id === stepId);
    if (!step) return null;
    const { title, details } = words.step(step);
    return [title, ...details].join(' · ');
  };
  const { settings } = difference;
  if (settings.length === 0 && difference.steps.length === 0 && !difference.reordered)
    return <p>{t('campaigns.noDifference')}</p>;
  return (
    <div className={styles['stack']}>
      {settings.length > 0 && (
        <Table
          caption={t('flow.start')}
          keyOf={({ field }) => field}
          rows={settings}
          columns={[
            { key: 'field', head: t('campaigns.column.field'), cell: ({ field }) => fieldName(field, t) },
            { key: 'before', head: before, cell: (one) => fieldValue(one, one.before, writing, { t, format }) },
            { key: 'after', head: after, cell: (one) => fieldValue(one, one.after, writing, { t, format }) },
          ]}
        />
      )}
      {difference.steps.map((step) => (
        <section key={`${step.kind}/${step.stepId}`} className={styles['difference']}>
          <h3>
            {t('campaigns.stepTitle', { id: step.stepId })}{' '}
            <Badge tone={kindTone[step.kind]}>{t(`campaigns.difference.${step.kind}`)}</Badge>
          </h3>
          {wordsOf(step) !== null ? (
            <p>{wordsOf(step)}</p>
          ) : (
            <Table
              caption={t('campaigns.differenceOf', { id: step.stepId })}
              keyOf={({ field }) => field}
              rows={step.fields}
              columns={[
                { key: 'field', head: t('campaigns.column.field'), cell: ({ field }) => fieldName(field, t) },
                ...(step.kind === 'added'
                  ? []
                  : [
                      {
                        key: 'before',
                        head: before,
                        cell: (one: (typeof step.fields)[number]) =>
                          fieldValue(one, one.before, writing, { t, format }),
                      },
                    ]),
                ...(step.kind === 'removed'
                  ? []
                  : [
                      {
                        key: 'after',
                        head: after,
                        cell: (one: (typeof step.fields)[number]) => fieldValue(one, one.after, writing, { t, format }),
                      },
                    ]),
              ]}
            />
          )}
        </section>
      ))}
      {difference.reordered && <p>{t('campaigns.reordered')}</p>}
    </div>
  );
}
