import {
  CircleSlash,
  CreditCard,
  type LucideIcon,
  MousePointerClick,
  Pause,
  Play,
  Send,
  ShoppingBag,
  Sparkles,
  TriangleAlert,
  UserCog,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { paths } from '../api/client.ts';
import { useStore } from '../app/session.ts';
import { flagTexts } from '../flags/flag.ts';
import type { Format } from '../i18n/format.ts';
import { useFormat, useI18n } from '../i18n/i18n-context.tsx';
import type { MessageKey } from '../i18n/message-key.ts';
import { ReasonText } from '../i18n/reason-text.tsx';
import type { Translate } from '../i18n/translate.ts';
import { Badge } from '../ui/badge.tsx';
import { classNames } from '../ui/class-names.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './timeline.module.css';

export type CartWithTimeline = paths['/v1/carts/{id}']['get']['responses'][200]['content']['application/json'];
export type Entry = CartWithTimeline['timeline'][number];

/** A sent message and the end of a recovery stand there as themselves: the decisions beside them say nothing more. */
export function isToldTwice({ event }: Entry): boolean {
  return event === 'sent' || event === 'ended';
}

/** One thing that happened to a cart, in words. `messageLink` makes of the words of a message a way to it. */
export function TimelineEntry({
  entry,
  messageLink,
}: {
  readonly entry: Entry;
  readonly messageLink: (messageId: string, words: string) => ReactNode;
}) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const Icon = iconOf(entry);
  return (
    <>
      <span className={classNames(styles['icon'], toneOf(entry))}>
        <Icon size={12} aria-hidden="true" />
      </span>
      <div>
        <p>
          {entry.messageId === null ? textOf(entry, t, format) : messageLink(entry.messageId, textOf(entry, t, format))}{' '}
          {entry.counts !== null && (
            <Badge tone={entry.counts ? 'good' : 'neutral'}>
              {t(entry.counts ? 'cart.timeline.counts' : 'cart.timeline.countsNot')}
            </Badge>
          )}
        </p>
        {entry.reason !== null && (
          <p>
            <ReasonText code={entry.reason} />
          </p>
        )}
        <p className={styles['when']}>
          <Tooltip text={format.dateTimeLong(entry.at)}>
            <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
          </Tooltip>
          {entry.channel !== null && ` · ${t(`channel.${entry.channel}`)}`}
          {entry.ruleId !== null && ` · ${t('cart.why.step', { step: entry.ruleId })}`}
        </p>
      </div>
    </>
  );
}

function textOf({ event, values, reason }: Entry, t: Translate, format: Format): string {
  if (values['touched'] === true) return t('cart.event.touched');
  if (reason === 'sending_stopped') return stopText(values, t, format);
  switch (event) {
    case 'predicted':
      return t('cart.event.predicted', { chance: format.percent(numberOf(values['probability'])) });
    case 'operator':
      return t('cart.event.operator', { command: commandText(values['command'], t) });
    case 'replied':
      return typeof values['class'] === 'string'
        ? t('cart.event.replied.as', { kind: t(`replies.class.${values['class']}` as MessageKey) })
        : t('cart.event.replied');
    case 'recovery_ended':
      return t('cart.event.recovery_ended', {
        n: String(values['n']),
        outcome: values['outcome'] === null ? '–' : t(`outcome.${values['outcome']}` as MessageKey),
      });
    case 'message':
      return t('cart.event.message', {
        template: String(values['template']),
        state:
          values['deliveryState'] === null
            ? t(`messageState.${values['state']}` as MessageKey)
            : t(`delivery.${values['deliveryState']}` as MessageKey),
      });
    default: {
      const words = t(`cart.event.${event}`, plain(values));
      return values['own'] === false ? `${words} (${t('cart.event.ofSamePerson')})` : words;
    }
  }
}

/** Who stopped sending, what of it, and since when. */
function stopText({ flag, by, since }: Entry['values'], t: Translate, format: Format): string {
  const what = flagTexts(String(flag), t).title;
  if (by !== 'store' && by !== 'platform') return t('cart.event.stopped.unknown', { what });
  const who = t(`cart.event.stopped.by.${by}`);
  return t('cart.event.stopped', { what, who, since: typeof since === 'string' ? format.dateTime(since) : '–' });
}

const commands = ['pause', 'resume', 'skip-wait', 'stop', 'quarantine', 'release'];

function commandText(command: unknown, t: Translate): string {
  const text = String(command);
  return commands.includes(text) ? t(`cart.command.${text}` as MessageKey) : text;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function plain(values: Entry['values']): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : String(value ?? '–')]),
  );
}

function iconOf({ kind, event, values }: Entry): LucideIcon {
  switch (event) {
    case 'not_started':
    case 'not_sent':
    case 'recovery_ended':
      return CircleSlash;
    case 'predicted':
      return Sparkles;
    case 'operator':
      return values['command'] === 'pause' ? Pause : UserCog;
    case 'delivery':
      return TriangleAlert;
    case 'message':
      return Send;
    case 'recovery_began':
      return Play;
    case 'payment_awaited':
    case 'payment_failed':
      return CreditCard;
    default:
      return kind === 'activity' ? MousePointerClick : ShoppingBag;
  }
}

function toneOf({ event, counts }: Entry): string | undefined {
  if (event === 'not_started' || event === 'not_sent' || event === 'delivery') return styles['iconStop'];
  return event === 'order_bought' || event === 'bought' || event === 'bought_everything' || counts === true
    ? styles['iconGood']
    : undefined;
}
