import type { Metric } from '../../../analytics/catalogue.ts';
import type { MessageKey } from '../../../i18n/message-key.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { Tone } from '../../../ui/badge.tsx';
import type { Report, ReportRun } from './report-data.ts';

/** "Each Monday at 08:00": of the store's clock. */
export function whenText(t: Translate, { frequency, timeOfDay }: Pick<Report, 'frequency' | 'timeOfDay'>): string {
  return t(`reports.when.${frequency}`, { time: timeOfDay });
}

/** What it holds, in a few words. */
export function contentText(t: Translate, { queries }: Pick<Report, 'queries'>, metrics: readonly Metric[]): string {
  if (queries === null) return t('reports.content.summary');
  return queries.map(({ metric }) => metrics.find(({ id }) => id === metric)?.name ?? metric).join(', ');
}

export function recipientText(t: Translate, { delivery }: Pick<Report, 'delivery'>): string {
  if (delivery.kind === 'webhook') return URL.parse(delivery.url)?.host ?? delivery.url;
  return delivery.recipients.map(({ name }) => name ?? t('reports.left')).join(', ');
}

type RunState = Pick<ReportRun, 'state' | 'reason'>;

/** Where a run stands; what became of its deliveries is told beside it. */
export function runState(run: RunState): { readonly tone: Tone; readonly label: MessageKey } {
  switch (run.state) {
    case 'preparing':
    case 'sending':
      return { tone: 'neutral', label: `reports.state.${run.state}` };
    case 'done':
      return { tone: 'good', label: 'reports.state.done' };
    case 'not_sent':
      return { tone: 'warn', label: reasonLabel(run.reason) };
  }
}

const reasons = ['store_paused', 'no_recipients', 'numbers_unavailable'] as const;

function reasonLabel(reason: string | null): MessageKey {
  const known = reasons.find((one) => one === reason);
  return known ? `reports.reason.${known}` : 'reports.state.not_sent';
}

type Delivery = ReportRun['deliveries'][number];

export function deliveryState({ state }: Delivery): { readonly tone: Tone; readonly label: MessageKey } {
  const tones: Readonly<Record<Delivery['state'], Tone>> = {
    waiting: 'neutral',
    sending: 'neutral',
    accepted: 'good',
    rejected: 'bad',
    unknown: 'warn',
  };
  return { tone: tones[state], label: `reports.delivery.${state}` };
}

const deliveryReasons = [
  'left',
  'webhook_forbidden',
  'webhook_away',
  'webhook_unreachable',
  'outcome_unknown',
] as const;

/** Why a delivery did not come about, in words where there are some; the code stands beside it. */
export function deliveryReason(reason: string): MessageKey | null {
  const known = deliveryReasons.find((one) => one === reason);
  return known ? `reports.why.${known}` : null;
}
