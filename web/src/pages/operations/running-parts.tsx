import { Badge, type Tone } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './operations.module.css';
import { Part } from './part.tsx';
import type { Operations } from './use-operations.ts';
import { serverNames, useWords } from './use-words.ts';

/** The servers behind the engine, those that are away first. */
export function DependencyPart({ operations: { dependencies, asOf } }: { readonly operations: Operations }) {
  const { t, age, ageAt } = useWords();
  return (
    <Card title={t('operations.dependencies')} hint={t('operations.dependencies.hint')}>
      <Table
        stacks
        caption={t('operations.dependencies')}
        rows={dependencies.toSorted((a, b) => Number(a.ok) - Number(b.ok))}
        keyOf={({ name }) => name}
        columns={[
          { key: 'server', head: t('operations.server'), cell: ({ name }) => serverNames[name] ?? name },
          {
            key: 'state',
            head: t('operations.state'),
            cell: ({ ok, error }) => (
              <>
                <Badge tone={ok ? 'good' : 'bad'}>{t(ok ? 'operations.answers' : 'operations.away')}</Badge>{' '}
                {error !== null && <code>{error}</code>}
              </>
            ),
          },
          {
            key: 'latency',
            head: t('operations.latency'),
            numeric: true,
            cell: ({ latencyMs }) => (latencyMs < 1 ? t('operations.ms', { ms: latencyMs }) : age(latencyMs)),
          },
          { key: 'since', head: t('operations.stateSince'), numeric: true, cell: ({ since }) => ageAt(asOf, since) },
        ]}
      />
    </Card>
  );
}

/** Which processes run, as what, and what they cannot reach. */
export function ProcessPart({ operations: { processes, asOf } }: { readonly operations: Operations }) {
  const { t, ageAt } = useWords();
  return (
    <Part title={t('operations.processes')} hint={t('operations.processes.hint')} part={processes}>
      {(all) =>
        all.length === 0 ? (
          <EmptyState title={t('operations.processes.none')} />
        ) : (
          <Table
            stacks
            caption={t('operations.processes')}
            rows={all}
            keyOf={({ id }) => id}
            columns={[
              {
                key: 'process',
                head: t('operations.process'),
                cell: ({ host, id }) => (
                  <>
                    {host} <span className={styles['small']}>{id.slice(0, 8)}</span>
                  </>
                ),
              },
              { key: 'roles', head: t('operations.roles'), cell: ({ roles }) => roles.join(', ') },
              { key: 'version', head: t('operations.version'), cell: ({ version }) => version },
              {
                key: 'started',
                head: t('operations.started'),
                numeric: true,
                cell: ({ startedAt }) => ageAt(asOf, startedAt),
              },
              {
                key: 'reaches',
                head: t('operations.reaches'),
                cell: ({ away }) =>
                  away.length === 0 ? (
                    t('operations.reaches.all')
                  ) : (
                    <Badge tone="bad">
                      {t('operations.reaches.not', {
                        servers: away.map((name) => serverNames[name] ?? name).join(', '),
                      })}
                    </Badge>
                  ),
              },
            ]}
          />
        )
      }
    </Part>
  );
}

const tones: Readonly<Record<string, Tone>> = { silent: 'bad', flowing: 'good' };

/** How the events of each store come. */
export function FlowPart({ operations: { flows, asOf } }: { readonly operations: Operations }) {
  const { t, format, ageAt } = useWords();
  return (
    <Part title={t('operations.flows')} hint={t('operations.flows.hint')} part={flows}>
      {({ stores, total }) =>
        total === 0 ? (
          <EmptyState title={t('operations.flows.none')} />
        ) : (
          <>
            <Table
              stacks
              caption={t('operations.flows')}
              rows={stores}
              keyOf={({ storeId }) => storeId}
              columns={[
                { key: 'store', head: t('operations.store'), cell: ({ name }) => name },
                {
                  key: 'state',
                  head: t('operations.state'),
                  cell: ({ state }) => (
                    <Badge tone={tones[state ?? ''] ?? 'neutral'}>{t(`operations.flow.${state ?? 'never'}`)}</Badge>
                  ),
                },
                {
                  key: 'last',
                  head: t('operations.lastEvent'),
                  numeric: true,
                  cell: ({ lastEventAt }) => ageAt(asOf, lastEventAt),
                },
                {
                  key: 'expected',
                  head: t('operations.expected'),
                  numeric: true,
                  cell: ({ state, expectedEvents }) => (state === 'silent' ? format.number(expectedEvents) : '–'),
                },
              ]}
            />
            {total > stores.length && (
              <p className={styles['more']}>{t('operations.flows.more', { shown: stores.length, total })}</p>
            )}
          </>
        )
      }
    </Part>
  );
}
