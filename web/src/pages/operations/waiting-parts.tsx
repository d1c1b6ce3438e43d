import { Table } from '../../ui/table.tsx';
import styles from './operations.module.css';
import { Part } from './part.tsx';
import type { Operations } from './use-operations.ts';
import { useWords } from './use-words.ts';

/** What waits in PostgreSQL for a role. */
export function WorkPart({ operations: { work, asOf } }: { readonly operations: Operations }) {
  const { t, ageAt, count } = useWords();
  return (
    <Part title={t('operations.work')} hint={t('operations.work.hint')} part={work}>
      {({ carts, recoveries, inboxes }) => (
        <Table
          stacks
          caption={t('operations.work')}
          rows={[{ name: 'carts' as const, ...carts }, { name: 'recoveries' as const, ...recoveries }, ...inboxes]}
          keyOf={({ name }) => name}
          columns={[
            { key: 'what', head: t('operations.what'), cell: ({ name }) => t(`operations.work.${name}`) },
            { key: 'waits', head: t('operations.waits'), numeric: true, cell: ({ waiting }) => count(waiting) },
            {
              key: 'oldest',
              head: t('operations.oldest'),
              numeric: true,
              cell: ({ oldestAt }) => ageAt(asOf, oldestAt),
            },
          ]}
        />
      )}
    </Part>
  );
}

/** What waits in Temporal, and who works at it. */
export function QueuePart({ operations: { taskQueues, asOf } }: { readonly operations: Operations }) {
  const { t, format, ageAt, count } = useWords();
  return (
    <Part title={t('operations.queues')} hint={t('operations.queues.hint')} part={taskQueues}>
      {({ queues, currentBuildId }) => (
        <>
          <Table
            stacks
            caption={t('operations.queues')}
            rows={queues}
            keyOf={({ name, kind }) => `${name}:${kind}`}
            columns={[
              {
                key: 'queue',
                head: t('operations.queue'),
                cell: ({ name, kind }) => (
                  <>
                    {name} <span className={styles['small']}>{t(`operations.kind.${kind}`)}</span>
                  </>
                ),
              },
              { key: 'waits', head: t('operations.waits'), numeric: true, cell: ({ waiting }) => count(waiting) },
              {
                key: 'oldest',
                head: t('operations.oldest'),
                numeric: true,
                cell: ({ oldestAt }) => ageAt(asOf, oldestAt),
              },
              {
                key: 'workers',
                head: t('operations.workers'),
                numeric: true,
                cell: ({ workers }) => format.number(workers),
              },
              {
                key: 'rate',
                head: t('operations.rate'),
                numeric: true,
                cell: ({ tasksPerSecond }) => format.number(Math.round(tasksPerSecond * 10) / 10),
              },
            ]}
          />
          {currentBuildId !== null && (
            <p className={styles['more']}>{t('operations.queues.version', { version: currentBuildId.slice(0, 12) })}</p>
          )}
        </>
      )}
    </Part>
  );
}

/** What waits to be told to topics and to analytics; the longest wait first. */
export function RelayPart({ operations: { relays, asOf } }: { readonly operations: Operations }) {
  const { t, ageAt, count } = useWords();
  return (
    <Part title={t('operations.relays')} hint={t('operations.relays.hint')} part={relays}>
      {(all) => (
        <Table
          stacks
          caption={t('operations.relays')}
          rows={all.toSorted((a, b) => (a.oldestAt ?? '~').localeCompare(b.oldestAt ?? '~', 'en'))}
          keyOf={({ topic }) => topic}
          columns={[
            { key: 'topic', head: t('operations.topic'), cell: ({ topic }) => topic },
            { key: 'waits', head: t('operations.waits'), numeric: true, cell: ({ waiting }) => count(waiting) },
            {
              key: 'oldest',
              head: t('operations.oldest'),
              numeric: true,
              cell: ({ oldestAt }) => ageAt(asOf, oldestAt),
            },
            {
              key: 'held',
              head: t('operations.held'),
              cell: ({ heldUntil }) => t(heldUntil === null ? 'operations.held.no' : 'operations.held.yes'),
            },
          ]}
        />
      )}
    </Part>
  );
}

const partitionsShown = 4;

/** How far each partition of the event log is read. */
export function PartitionPart({ operations: { partitions } }: { readonly operations: Operations }) {
  const { t, format, age } = useWords();
  return (
    <Part title={t('operations.partitions')} hint={t('operations.partitions.hint')} part={partitions}>
      {(all) => {
        const worst = all.toSorted((a, b) => b.eventsLagMs - a.eventsLagMs || b.analyticsLagMs - a.analyticsLagMs);
        const table = (rows: typeof all) => (
          <Table
            stacks
            caption={t('operations.partitions')}
            rows={rows}
            keyOf={({ partition }) => String(partition)}
            columns={[
              { key: 'partition', head: t('operations.partition'), cell: ({ partition }) => partition },
              {
                key: 'carts',
                head: t('operations.partition.carts'),
                numeric: true,
                cell: ({ eventsLagMs }) => age(eventsLagMs),
              },
              {
                key: 'analytics',
                head: t('operations.partition.analytics'),
                numeric: true,
                cell: ({ analyticsLagMs }) => age(analyticsLagMs),
              },
              {
                key: 'entries',
                head: t('operations.partition.entries'),
                numeric: true,
                cell: ({ entries }) => format.number(entries),
              },
            ]}
          />
        );
        const behind = worst.filter(({ eventsLagMs, analyticsLagMs }) => eventsLagMs > 0 || analyticsLagMs > 0);
        return (
          <>
            {behind.length === 0 ? (
              <p>{t('operations.partitions.calm', { count: all.length })}</p>
            ) : (
              table(behind.slice(0, partitionsShown))
            )}
            <details className={styles['more']}>
              <summary>{t('operations.partitions.all', { count: all.length })}</summary>
              {table(all)}
            </details>
          </>
        );
      }}
    </Part>
  );
}
