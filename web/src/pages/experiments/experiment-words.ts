import type { Format } from '../../i18n/format.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import type { Tone } from '../../ui/badge.tsx';
import type { Channel, ExperimentSummary, OrderFigure, Split } from './use-experiments.ts';

type Verdict = ExperimentSummary['verdict'];

export const verdictTone: Readonly<Record<Verdict, Tone>> = {
  more: 'good',
  less: 'bad',
  undecided: 'neutral',
  too_early: 'neutral',
  ratio_wrong: 'bad',
  no_holdout: 'warn',
};

export const verdictKey: Readonly<Record<Verdict, MessageKey>> = {
  more: 'experiments.verdict.more',
  less: 'experiments.verdict.less',
  undecided: 'experiments.verdict.undecided',
  too_early: 'experiments.verdict.tooEarly',
  ratio_wrong: 'experiments.verdict.ratioWrong',
  no_holdout: 'experiments.verdict.noHoldout',
};

export const splitVerdictTone: Readonly<Record<Split['verdict'], Tone>> = {
  best: 'good',
  choosing_pays: 'good',
  choosing_costs: 'bad',
  undecided: 'neutral',
  too_early: 'neutral',
  ratio_wrong: 'bad',
};

export const splitVerdictKey: Readonly<Record<Split['verdict'], MessageKey>> = {
  best: 'experiments.split.verdict.best',
  choosing_pays: 'experiments.split.verdict.choosingPays',
  choosing_costs: 'experiments.split.verdict.choosingCosts',
  undecided: 'experiments.split.verdict.undecided',
  too_early: 'experiments.split.verdict.tooEarly',
  ratio_wrong: 'experiments.split.verdict.ratioWrong',
};

export const figureKey: Readonly<Record<OrderFigure, MessageKey>> = {
  treated: 'experiments.orders.treated',
  holdout: 'experiments.orders.holdout',
  link: 'experiments.orders.link',
  last_touch: 'experiments.orders.lastTouch',
};

export const channelKey: Readonly<Record<Channel, MessageKey>> = {
  email: 'channel.email',
  sms: 'channel.sms',
  push: 'channel.push',
};

/** With a plus sign where it is more: differences read wrongly without one. */
export function signed(write: (value: number | null) => string, value: number | null): string {
  return value !== null && value > 0 ? `+${write(value)}` : write(value);
}

/** A difference of two shares in hundredths, which is no percentage of either. */
export function points(format: Format, value: number | null): string {
  return value === null ? '–' : signed(format.number, Math.round(value * 1_000) / 10);
}
