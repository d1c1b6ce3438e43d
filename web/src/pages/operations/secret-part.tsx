import { useQuery } from '@tanstack/react-query';
import { api, data, type paths } from '../../api/client.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './operations.module.css';
import { useWords } from './use-words.ts';

type Secrets = paths['/v1/secrets']['get']['responses'][200]['content']['application/json'];
type Secret = Secrets['items'][number];

const refetchMs = 30_000;
const tones: Readonly<Record<Secret['due'], Tone>> = { good: 'good', soon: 'warn', late: 'bad', unknown: 'neutral' };

/** What the installation keeps secret, by name: where it comes from, its age, when it is due. There is nothing to press. */
export function SecretPart() {
  const { t, format } = useWords();
  const secrets = useQuery({
    queryKey: ['secrets'],
    queryFn: ({ signal }) => data(api.GET('/v1/secrets', { signal })),
    refetchInterval: refetchMs,
  });
  return (
    <Card title={t('operations.secrets')} hint={t('operations.secrets.hint')}>
      <Loaded query={secrets}>
        {({ source, items }) => (
          <>
            {!source.ok && (
              <Notice tone="warn">
                {t('operations.secrets.away', {
                  code: source.error ?? '–',
                  since: format.dateTime(source.since),
                })}
              </Notice>
            )}
            <Table
              stacks
              caption={t('operations.secrets')}
              rows={items}
              keyOf={({ name }) => name}
              columns={[
                { key: 'name', head: t('operations.secrets.name'), cell: ({ name }) => <code>{name}</code> },
                {
                  key: 'from',
                  head: t('operations.secrets.from'),
                  cell: ({ provider }) => t(`operations.secrets.from.${provider}`),
                },
                { key: 'key', head: t('operations.secrets.key'), cell: (secret) => <KeyId secret={secret} /> },
                {
                  key: 'changed',
                  head: t('operations.secrets.changed'),
                  cell: ({ changedAt }) => (changedAt === null ? '–' : format.dateTime(changedAt)),
                },
                { key: 'due', head: t('operations.secrets.due'), cell: (secret) => <Due secret={secret} /> },
                {
                  key: 'by',
                  head: t('operations.secrets.by'),
                  cell: ({ turnedBy }) => t(`operations.secrets.by.${turnedBy}`),
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </Card>
  );
}

function KeyId({ secret: { keyId, otherKeys } }: { readonly secret: Secret }) {
  const { t } = useWords();
  return (
    <>
      <code>{keyId}</code>{' '}
      {otherKeys > 0 && <span className={styles['small']}>{t('operations.secrets.others', { count: otherKeys })}</span>}
    </>
  );
}

function Due({ secret: { due, dueAt, awaitsRestart } }: { readonly secret: Secret }) {
  const { t, format } = useWords();
  return (
    <>
      <Badge tone={tones[due]}>{t(`operations.secrets.due.${due}`)}</Badge>{' '}
      {dueAt !== null && <span className={styles['small']}>{format.dateTime(dueAt)}</span>}{' '}
      {awaitsRestart && <Badge tone="warn">{t('operations.secrets.restart')}</Badge>}
    </>
  );
}
