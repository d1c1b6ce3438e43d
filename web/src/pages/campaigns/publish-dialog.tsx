import { useQuery } from '@tanstack/react-query';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../i18n/message-key.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import { campaignQueries } from './campaign-queries.ts';
import type { Campaign, CampaignCheck, Finding, Rule } from './campaign-types.ts';
import { channelKey } from './campaign-words.ts';
import styles from './campaigns.module.css';
import { DifferenceList } from './difference-list.tsx';

const findingKey: Readonly<Record<Finding['code'], MessageKey>> = {
  template_unknown: 'campaigns.finding.template_unknown',
  template_without_channel: 'campaigns.finding.template_without_channel',
  never_true: 'campaigns.finding.never_true',
  no_provider: 'campaigns.finding.no_provider',
  late: 'campaigns.finding.late',
  at_night: 'campaigns.finding.at_night',
  same_moment: 'campaigns.finding.same_moment',
  same_message: 'campaigns.finding.same_message',
  over_cap: 'campaigns.finding.over_cap',
  browsing_off: 'campaigns.finding.browsing_off',
  value_without_currency: 'campaigns.finding.value_without_currency',
  nobody_reached: 'campaigns.finding.nobody_reached',
  id_duplicate: 'campaigns.finding.id_duplicate',
  start_unknown: 'campaigns.finding.start_unknown',
  next_unknown: 'campaigns.finding.next_unknown',
  unreachable: 'campaigns.finding.unreachable',
  no_end: 'campaigns.finding.no_end',
  loop_without_wait: 'campaigns.finding.loop_without_wait',
  touch_not_send: 'campaigns.finding.touch_not_send',
  touch_leaves: 'campaigns.finding.touch_leaves',
  arms_missing: 'campaigns.finding.arms_missing',
  too_many_steps: 'campaigns.finding.too_many_steps',
  messages_max_wrong: 'campaigns.finding.messages_max_wrong',
  window_empty: 'campaigns.finding.window_empty',
  wait_too_long: 'campaigns.finding.wait_too_long',
  event_without_key: 'campaigns.finding.event_without_key',
  sms_twice: 'campaigns.finding.sms_twice',
  no_message: 'campaigns.finding.no_message',
};

interface PublishDialogProps {
  readonly campaign: Campaign;
  /** The rules that are saved as the draft. */
  readonly rules: readonly Rule[];
  readonly open: boolean;
  readonly isPublishing: boolean;
  readonly onClose: () => void;
  readonly onPublish: () => void;
}

/** What is wrong with the draft, what it changes, and what it would have changed for the carts of the last days. */
export function PublishDialog({ campaign, rules, open, isPublishing, onClose, onPublish }: PublishDialogProps) {
  const { t } = useI18n();
  const check = useQuery({ ...campaignQueries.check(useStore(), campaign.id, rules), enabled: open });
  const hasProblems = check.data?.findings.some(({ severity }) => severity === 'problem') ?? true;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      wide
      title={t('campaigns.publishTitle', { version: campaign.version + 1 })}
      actions={
        <>
          <Button onClick={onClose}>{t('campaigns.backToEdit')}</Button>
          <Button look="primary" onClick={onPublish} disabled={hasProblems || isPublishing}>
            {t('campaigns.publish')}
          </Button>
        </>
      }
    >
      <Loaded query={check} height={240}>
        {(checked) => <Checked campaign={campaign} check={checked} />}
      </Loaded>
    </Dialog>
  );
}

function Checked({ campaign, check }: { readonly campaign: Campaign; readonly check: CampaignCheck }) {
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
        />
      </section>
      <p className={styles['quiet']}>{t('campaigns.runningStay')}</p>
    </div>
  );
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const { t } = useI18n();
  return (
    <ul className={styles['findings']}>
      {findings.map(({ code, path, stepId, otherStepId, channel, message }) => (
        <li key={`${path}/${code}/${channel}`}>
          {stepId !== null && <code>{stepId}</code>}
          {channel !== null && ` (${t(channelKey[channel])})`}
          {stepId !== null && ': '}
          {findingKey[code] === undefined ? message : t(findingKey[code], { other: otherStepId ?? '' })}
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
