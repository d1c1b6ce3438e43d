import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { useMediaQuery } from '../../lib/use-media-query.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './dead-letters.module.css';
import { type Letter, useLetters } from './use-clusters.ts';

const tones = { new: 'warn', proposed: 'neutral', repaired: 'good', rejected: 'neutral', expired: 'neutral' } as const;

/** The newest letters of a cluster; one of them is shown above. */
export function LettersOfCluster({
  fingerprint,
  shownId,
  onChoose,
}: {
  readonly fingerprint: string;
  readonly shownId: string;
  readonly onChoose: (id: string) => void;
}) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const narrow = useMediaQuery('(max-width: 640px)');
  const letters = useLetters(fingerprint);
  return (
    <Card title={t('deadLetters.letters')} hint={t('deadLetters.letters.hint')}>
      <Loaded query={letters}>
        {(rows) => (
          <Table
            caption={t('deadLetters.letters')}
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              {
                key: 'id',
                head: t('deadLetters.letters.id'),
                cell: ({ id, eventId }) => (
                  <button
                    type="button"
                    className={styles['open']}
                    aria-current={id === shownId ? 'true' : undefined}
                    onClick={() => onChoose(id)}
                  >
                    {eventId ?? id}
                  </button>
                ),
              },
              {
                key: 'state',
                head: t('deadLetters.letters.state'),
                cell: ({ state }) => <Badge tone={tones[state]}>{t(`deadLetters.letter.${state}`)}</Badge>,
              },
              ...(narrow
                ? []
                : [
                    { key: 'at', head: t('deadLetters.letters.at'), cell: ({ at }: Letter) => format.dateTime(at) },
                    {
                      key: 'times',
                      head: t('deadLetters.letters.times'),
                      numeric: true,
                      cell: ({ times }: Letter) => format.number(times),
                    },
                  ]),
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
