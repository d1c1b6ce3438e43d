import { useQuery } from '@tanstack/react-query';
import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { StoreLink } from '../../../app/store-link.tsx';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { ReasonText } from '../../../i18n/reason-text.tsx';
import type { Translate } from '../../../i18n/translate.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import styles from './dry-run.module.css';
import type { Choice, DryRunContent, Explanation, Turn } from './dry-run-types.ts';

interface ExplainProps {
  readonly campaignId: string;
  /** Null: the dialog is closed. */
  readonly cartId: string | null;
  /** Null: as it is published. */
  readonly content: DryRunContent | null;
  readonly onClose: () => void;
}

/** What the campaign, as it is edited, does with one cart: step by step. */
export function ExplainDialog({ campaignId, cartId, content, onClose }: ExplainProps) {
  const { t } = useI18n();
  return (
    <Dialog
      open={cartId !== null}
      onClose={onClose}
      wide
      title={t('dryRun.explain')}
      actions={<Button onClick={onClose}>{t('action.close')}</Button>}
    >
      {cartId !== null && <Explained {...{ campaignId, cartId, content }} />}
    </Dialog>
  );
}

function Explained({ campaignId, cartId, content }: Omit<ExplainProps, 'onClose'> & { readonly cartId: string }) {
  const store = useStore();
  const explanation = useQuery({
    queryKey: ['store', store.id, 'campaigns', campaignId, 'explain', cartId, content],
    queryFn: () =>
      data(
        store.api.POST('/v1/campaigns/{id}/explain', {
          params: { path: { id: campaignId } },
          body: { ...content, cartId },
        }),
      ),
    placeholderData: undefined,
  });
  return (
    <Loaded query={explanation} height={240}>
      {(shown) => <Story {...shown} />}
    </Loaded>
  );
}

function Story({ cartId, abandonedAt, standing, startsNot, turns, choices }: Explanation) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  return (
    <div className={styles['stack']}>
      <p>
        {t(`dryRun.explain.${standing}`, { at: format.dateTime(abandonedAt) })}{' '}
        <StoreLink path={`/carts/${cartId}`}>{t('dryRun.explain.openCart')}</StoreLink>
      </p>
      {startsNot && (
        <p>
          {t('dryRun.explain.notStarted')} <ReasonText code={startsNot.reason} />
        </p>
      )}
      {choices.map((choice) => (
        <p key={choice.splitId}>
          <ChoiceText choice={choice} />
        </p>
      ))}
      <ol className={styles['story']}>
        {turns.filter(isTold).map((turn, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: turns have no id, and their order does not change
          <li key={`${turn.at}/${index}`}>
            <time dateTime={turn.at}>{format.dateTime(turn.at)}</time>
            <span>
              <TurnText turn={turn} />{' '}
              {standing === 'running' && turn.basis === 'expected' && (
                <Badge tone="neutral">{t('dryRun.explain.expected')}</Badge>
              )}
            </span>
          </li>
        ))}
      </ol>
      <p className={styles['quiet']}>{t('dryRun.approximate')}</p>
    </div>
  );
}

/** The way that a person has at a split that chooses, and what speaks for it. */
function ChoiceText({ choice }: { readonly choice: Choice }) {
  const { t } = useI18n();
  const { splitId, armId, basis, group, because, policy, context } = choice;
  const format = useFormat(useStore().timeZone);
  const why = () => {
    if (policy?.kind === 'refused') return t('dryRun.choice.rules', { reason: t(`dryRun.refusal.${policy.reason}`) });
    if (policy) {
      const { chances, best, propensity, modelVersionId } = policy;
      return t(modelVersionId === null ? 'dryRun.choice.policy' : 'dryRun.choice.policyByModel', {
        ...{ best, propensity: format.percentFine(propensity), none: format.percentFine(chances.none) },
        ...{ message: format.percentFine(chances.message), offer: format.percentFine(chances.offer) },
      });
    }
    if (group === 'baseline') return t('dryRun.choice.baseline');
    if (context) return t('dryRun.choice.context');
    return because ? t('dryRun.choice.because', { ...because, what: whatOf(because, t) }) : t('dryRun.choice.store');
  };
  return t(`dryRun.choice.${basis}`, { split: splitId, arm: armId, why: why() });
}

function whatOf({ trait, value }: NonNullable<Choice['because']>, t: Translate): string {
  switch (trait) {
    case 'channel': {
      const channel = channelNames.find((name) => name === value);
      return t('dryRun.choice.channel', { channel: channel ? t(`channel.${channel}`) : value });
    }
    case 'band': {
      const band = bandNames.find((name) => name === value);
      return band ? t(`dryRun.choice.band.${band}`) : value;
    }
    case 'template':
      return t('dryRun.choice.template', { template: value });
  }
}

const channelNames = ['email', 'sms', 'push'] as const;
const bandNames = ['night', 'morning', 'afternoon', 'evening'] as const;

/** Passing on from a wait says nothing beside what follows it. */
function isTold({ kind, detail }: Turn): boolean {
  return kind !== 'passed' || (detail !== 'waited' && detail !== 'no_touch_left' && detail !== 'decided_before');
}

function TurnText({ turn }: { readonly turn: Turn }) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const step = turn.stepId ?? '';
  const channel = turn.channel === null ? '' : t(`channel.${turn.channel}`);
  const until = format.dateTime(turn.until);
  const because = turn.reason !== null && <ReasonText code={turn.reason} />;
  switch (turn.kind) {
    case 'waits':
      return t('dryRun.turn.waits', { step, until });
    case 'passed':
      return t('dryRun.turn.passed', { step, detail: turn.detail ?? '' });
    case 'heard':
      return turn.detail === 'order_placed' || turn.detail === 'superseded'
        ? t(`dryRun.turn.heard.${turn.detail}`)
        : t('dryRun.turn.heard.cart_updated');
    case 'sent':
      return <strong>{t('dryRun.turn.sent', { step, channel })}</strong>;
    case 'skipped':
      return (
        <>
          {turn.channel === null ? t('dryRun.turn.skipped', { step }) : t('dryRun.turn.skippedOn', { step, channel })}{' '}
          {because}
        </>
      );
    case 'postponed':
      return (
        <>
          {t('dryRun.turn.postponed', { step, channel, until })} {because}
        </>
      );
    case 'ended':
      return (
        <>
          {t('dryRun.turn.ended')} {because}
        </>
      );
  }
}
