import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import { campaignQueries } from './campaign-queries.ts';
import type { Campaign, CampaignCheck, Content, Finding } from './campaign-types.ts';
import { channelKey } from './campaign-words.ts';
import styles from './campaigns.module.css';
import { DifferenceList } from './difference-list.tsx';
import { findingText } from './finding-words.ts';
import type { People } from './flow/people-inside.ts';
import { PeopleInside } from './flow/people-inside-choice.tsx';

interface PublishDialogProps {
  readonly campaign: Campaign;
  /** What is saved as the draft. */
  readonly content: Content;
  readonly open: boolean;
  readonly isPublishing: boolean;
  readonly onClose: () => void;
  readonly onPublish: (people: People | null) => void;
}

/** What is wrong with the draft, what it changes, and what it would have changed for the carts of the last days. */
export function PublishDialog({ campaign, content, open, isPublishing, onClose, onPublish }: PublishDialogProps) {
  const { t } = useI18n();
  const store = useStore();
  const check = useQuery({ ...campaignQueries.check(store, campaign.id, content), enabled: open });
  const [people, setPeople] = useState<People | null>(null);
  const hasProblems = check.data?.findings.some(({ severity }) => severity === 'problem') ?? true;
  const isFlow = campaign.flow !== null || content.flow !== null;
  const move = useQuery({
    ...campaignQueries.move(store, campaign.id, content, people ?? {}),
    enabled: open && isFlow && !hasProblems,
    placeholderData: keepPreviousData,
  });
  const isTold = people === null || (move.data?.findings.length === 0 && !move.isPlaceholderData);
  // What becomes of people is chosen for one version.
  useEffect(() => {
    if (open) setPeople(null);
  }, [open]);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      wide
      title={t('campaigns.publishTitle', { version: campaign.version + 1 })}
      actions={
        <>
          <Button onClick={onClose}>{t('campaigns.backToEdit')}</Button>
          <Button look="primary" onClick={() => onPublish(people)} disabled={hasProblems || !isTold || isPublishing}>
            {t('campaigns.publish')}
          </Button>
        </>
      }
    >
      <Loaded query={check} height={240}>
        {(checked) => (
          <div className={styles['stack']}>
            <Checked campaign={campaign} check={checked} after={content.flow} />
            {isFlow ? (
              !hasProblems && <PeopleInside {...{ campaign, content, people, move }} onChoose={setPeople} />
            ) : (
              <p className={styles['quiet']}>{t('campaigns.runningStay')}</p>
            )}
          </div>
        )}
      </Loaded>
    </Dialog>
  );
}

function Checked({
  campaign,
  check,
  after,
}: {
  readonly campaign: Campaign;
  readonly check: CampaignCheck;
  readonly after: Content['flow'];
}) {
  const { t } = useI18n();
  const problems = check.findings.filter(({ severity }) => severity === 'problem');
  const warnings = check.findings.filter(({ severity }) => severity === 'warning');
  return (
    <div className={styles['stack']}>
      {problems.length > 0 && (
        <Notice tone="bad">
          <strong>{t('campaigns.problems')}</strong>
          <Findings findings={problems} />
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice tone="warn">
          <strong>{t('campaigns.warnings')}</strong>
          <Findings findings={warnings} />
        </Notice>
      )}
      {check.findings.length === 0 && <Notice tone="good">{t('campaigns.noFindings')}</Notice>}
      <section>
        <h3>{t('campaigns.whatChanges')}</h3>
        {check.rehearsal && <Rehearsal rehearsal={check.rehearsal} />}
      </section>
      <section>
        <h3>{t('campaigns.differenceTitle')}</h3>
        <DifferenceList
          difference={check.difference}
          before={t('campaigns.versionName', { version: campaign.version })}
          after={t('campaigns.draft')}
          flows={[campaign.flow, after]}
        />
      </section>
    </div>
  );
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const { t } = useI18n();
  return (
    <ul className={styles['findings']}>
      {findings.map((finding) => (
        <li key={`${finding.path}/${finding.code}/${finding.channel}`}>
          {finding.stepId !== null && <code>{finding.stepId}</code>}
          {finding.channel !== null && ` (${t(channelKey[finding.channel])})`}
          {finding.stepId !== null && ': '}
          {findingText(finding, t)}
        </li>
      ))}
    </ul>
  );
}

/** Messages by step and channel, before and after, with carts that would get one more or one less. */
function Rehearsal({ rehearsal }: { readonly rehearsal: NonNullable<CampaignCheck['rehearsal']> }) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  if (rehearsal.carts === 0) return <p className={styles['quiet']}>{t('campaigns.noCarts')}</p>;
  const sign = (difference: number) => (difference > 0 ? `+${format.number(difference)}` : format.number(difference));
  return (
    <>
      <p>
        {t(rehearsal.truncated ? 'campaigns.rehearsedSome' : 'campaigns.rehearsed', { count: rehearsal.carts })}{' '}
        {t('campaigns.reached', { before: rehearsal.reachedBefore, after: rehearsal.reachedAfter })}
      </p>
      <Table
        caption={t('campaigns.whatChanges')}
        keyOf={({ stepId, channel }) => `${stepId}/${channel}`}
        rows={rehearsal.steps}
        columns={[
          {
            key: 'step',
            head: t('campaigns.column.step'),
            cell: ({ stepId, channel, gaining, losing }) => (
              <>
                <code>{stepId}</code> · {t(channelKey[channel])}
                <Examples label={t('campaigns.gaining')} carts={gaining} />
                <Examples label={t('campaigns.losing')} carts={losing} />
              </>
            ),
          },
          {
            key: 'before',
            head: t('campaigns.column.now'),
            numeric: true,
            cell: ({ before }) => format.number(before),
          },
          {
            key: 'after',
            head: t('campaigns.column.then'),
            numeric: true,
            cell: ({ after }) => format.number(after),
          },
          {
            key: 'difference',
            head: t('campaigns.column.difference'),
            numeric: true,
            cell: ({ before, after }) => (
              <Badge tone={after === before ? 'neutral' : 'warn'}>{sign(after - before)}</Badge>
            ),
          },
        ]}
      />
    </>
  );
}

function Examples({ label, carts }: { readonly label: string; readonly carts: readonly string[] }) {
  if (carts.length === 0) return null;
  return (
    <div className={styles['examples']}>
      <span className={styles['quiet']}>{label}</span>
      {carts.map((cartId) => (
        <StoreLink key={cartId} path={`/carts/${cartId}`}>
          {cartId.slice(0, 8)}
        </StoreLink>
      ))}
    </div>
  );
}
