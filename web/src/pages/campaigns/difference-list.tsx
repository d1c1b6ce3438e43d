import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Table } from '../../ui/table.tsx';
import type { Difference } from './campaign-types.ts';
import { fieldName, fieldValue } from './campaign-words.ts';
import styles from './campaigns.module.css';
import { useWriting } from './use-editor.ts';

const kindTone = { added: 'good', removed: 'bad', changed: 'warn' } as const;

/** What differs between two versions, step by step and field by field, with the names of both sides. */
export function DifferenceList({
  difference,
  before,
  after,
}: {
  readonly difference: Difference;
  readonly before: string;
  readonly after: string;
}) {
  const { t } = useI18n();
  const writing = useWriting();
  const format = useFormat(useStore().timeZone);
  if (difference.steps.length === 0 && !difference.reordered) return <p>{t('campaigns.noDifference')}</p>;
  return (
    <div className={styles['stack']}>
      {difference.steps.map((step) => (
        <section key={`${step.kind}/${step.stepId}`} className={styles['difference']}>
          <h3>
            {t('campaigns.stepTitle', { id: step.stepId })}{' '}
            <Badge tone={kindTone[step.kind]}>{t(`campaigns.difference.${step.kind}`)}</Badge>
          </h3>
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
                      cell: (one: (typeof step.fields)[number]) => fieldValue(one, one.before, writing, { t, format }),
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
        </section>
      ))}
      {difference.reordered && <p>{t('campaigns.reordered')}</p>}
    </div>
  );
}
