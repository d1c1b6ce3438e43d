import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../i18n/message-key.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SmallSelect } from '../../ui/field.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import { campaignQueries } from './campaign-queries.ts';
import type { Campaign, CampaignVersion, Content } from './campaign-types.ts';
import styles from './campaigns.module.css';
import { DifferenceList } from './difference-list.tsx';

const actorKey: Readonly<Record<CampaignVersion['actorKind'], MessageKey>> = {
  user: 'campaigns.actor.user',
  api_key: 'campaigns.actor.api_key',
  operator: 'campaigns.actor.operator',
  system: 'campaigns.actor.system',
  platform: 'campaigns.actor.platform',
};

/** Versions that one is offered to compare with: the newest ones. */
const comparableMax = 50;

interface VersionsTabProps {
  readonly campaign: Campaign;
  /** Absent: the person may look only. */
  readonly onReuse?: ((version: number, content: Content) => void) | undefined;
}

/** Every version: who published it and when, what it changed, and a way back to it. */
export function VersionsTab({ campaign, onReuse }: VersionsTabProps) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const list = useInfiniteQuery(campaignQueries.versions(store, campaign.id));
  const [shown, setShown] = useState(campaign.version);
  return (
    <div className={styles['columns']}>
      <Card title={t('campaigns.versions')} hint={t('campaigns.versionsHint')}>
        <Loaded query={list}>
          {({ pages }) => (
            <Table
              caption={t('campaigns.versions')}
              keyOf={({ version }) => String(version)}
              rows={pages.flatMap(({ items }) => items)}
              columns={[
                {
                  key: 'version',
                  head: t('campaigns.column.version'),
                  cell: ({ version }) => (
                    <Button
                      look={version === shown ? 'primary' : 'plain'}
                      className={styles['id']}
                      aria-pressed={version === shown}
                      onClick={() => setShown(version)}
                    >
                      {t('campaigns.versionName', { version })}
                    </Button>
                  ),
                },
                {
                  key: 'at',
                  head: t('campaigns.column.published'),
                  cell: ({ createdAt, version }) => (
                    <>
                      <span title={format.dateTimeLong(createdAt)}>{format.dateTime(createdAt)}</span>{' '}
                      {version === campaign.version && <Badge tone="good">{t('campaigns.inForce')}</Badge>}
                    </>
                  ),
                },
                {
                  key: 'by',
                  head: t('campaigns.column.by'),
                  cell: ({ actorKind, actorId }) => <span title={actorId ?? undefined}>{t(actorKey[actorKind])}</span>,
                },
              ]}
            />
          )}
        </Loaded>
        {list.hasNextPage && (
          <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
            {t('campaigns.more')}
          </Button>
        )}
      </Card>
      <VersionDetail key={shown} campaign={campaign} version={shown} onReuse={onReuse} />
    </div>
  );
}

function VersionDetail({ campaign, version, onReuse }: VersionsTabProps & { readonly version: number }) {
  const { t } = useI18n();
  const store = useStore();
  const [against, setAgainst] = useState<number | null>(null);
  const detail = useQuery(campaignQueries.version(store, campaign.id, version, against));
  const newest = Array.from(
    { length: Math.min(campaign.version, comparableMax) },
    (_, index) => campaign.version - index,
  );
  const others = newest.filter((other) => other !== version);
  return (
    <Loaded query={detail}>
      {({ rules, flow, comparedWith, difference }) => (
        <Card
          title={t('campaigns.versionName', { version })}
          actions={
            <div className={styles['actions']}>
              {others.length > 0 && (
                <SmallSelect
                  label={t('campaigns.compareWith')}
                  value={comparedWith ?? ''}
                  onChange={(event) => setAgainst(Number(event.target.value))}
                >
                  {comparedWith === null && <option value="">{t('campaigns.compareWith')}</option>}
                  {others.map((other) => (
                    <option key={other} value={other}>
                      {t('campaigns.comparedWith', { version: other })}
                    </option>
                  ))}
                </SmallSelect>
              )}
              {onReuse && version !== campaign.version && (
                <Button onClick={() => onReuse(version, { rules, flow })}>{t('campaigns.reuse')}</Button>
              )}
            </div>
          }
        >
          {difference === null || comparedWith === null ? (
            <p>{t('campaigns.firstVersion', { count: (flow?.steps ?? rules).length })}</p>
          ) : (
            <DifferenceList
              difference={difference}
              before={t('campaigns.versionName', { version: comparedWith })}
              after={t('campaigns.versionName', { version })}
            />
          )}
        </Card>
      )}
    </Loaded>
  );
}
