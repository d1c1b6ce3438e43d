import { useMemo } from 'react';
import { useStore } from '../../../app/session.ts';
import type { Format } from '../../../i18n/format.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../../i18n/message-key.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { writeDuration } from '../../../lib/parse-duration.ts';
import { type Offer, useOffers } from '../../offers/offer-data.ts';
import { channelKey, conditionTexts } from '../campaign-words.ts';
import type { Writing } from '../step-form.ts';
import { useWriting } from '../use-editor.ts';
import type { AddableKind } from './flow-edit.ts';
import type { Edge } from './flow-shape.ts';
import type { Flow, FlowConditions, FlowEvent, FlowStep, SendStep } from './flow-types.ts';

/** A step in words: what it is in one line, and what else it asks for. */
export interface StepWords {
  readonly title: string;
  readonly details: readonly string[];
}

export interface FlowWords {
  readonly step: (step: FlowStep) => StepWords;
  readonly way: (step: FlowStep, edge: Edge) => string;
  readonly event: (event: FlowEvent) => string;
  readonly conditions: (conditions: FlowConditions) => readonly string[];
  readonly duration: (ms: number) => string;
}

export const addKey: Readonly<Record<AddableKind, MessageKey>> = {
  wait: 'flow.add.wait',
  waitFor: 'flow.add.waitFor',
  waitUntil: 'flow.add.waitUntil',
  bestTime: 'flow.add.bestTime',
  send: 'flow.add.send',
  branch: 'flow.add.branch',
  split: 'flow.add.split',
  offer: 'flow.add.offer',
  goal: 'flow.add.goal',
  end: 'flow.add.end',
};

export const eventKey: Readonly<Record<FlowEvent['name'], MessageKey>> = {
  message_clicked: 'flow.event.message_clicked',
  message_opened: 'flow.event.message_opened',
  checkout_started: 'flow.event.checkout_started',
  order_placed: 'flow.event.order_placed',
  consent_granted: 'flow.event.consent_granted',
};

/** The words for the steps of a flow, in the person's language. */
export function useFlowWords(): FlowWords {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const writing = useWriting();
  const offers = useOffers().data?.items;
  return useMemo(() => flowWords({ t, format, writing, offers }), [t, format, writing, offers]);
}

interface Speaking {
  readonly t: Translate;
  readonly format: Format;
  readonly writing: Writing;
  /** By their keys, as far as the person may see them. */
  readonly offers?: readonly Pick<Offer, 'key' | 'name'>[] | undefined;
}

function offerName(key: string, { offers }: Speaking): string {
  return offers?.find((offer) => offer.key === key)?.name ?? key;
}

export function flowWords(speaking: Speaking): FlowWords {
  const { t, writing } = speaking;
  const duration = (ms: number) => writeDuration(ms, writing.tag);
  const event = ({ name, key }: FlowEvent) => t(eventKey[name], { cart: key });
  const conditions = (asked: FlowConditions) => conditionsIn(asked, speaking);
  return {
    duration,
    event,
    conditions,
    step: (step) => {
      switch (step.kind) {
        case 'send':
          return sendWords(step, speaking, duration);
        case 'wait':
          switch (step.until) {
            case 'duration':
              return plain(t('flow.step.wait', { delay: duration(step.ms) }));
            case 'window':
              return plain(t('flow.step.waitUntil', { ...step.window }));
            case 'event':
              return plain(t('flow.step.waitFor', { event: event(step.event), delay: duration(step.withinMs) }));
            case 'first_due':
              return plain(t('flow.step.firstDue', { count: step.touches.length }));
          }
          break;
        case 'branch':
          return plain(t('flow.step.branch'));
        case 'split':
          return {
            title: t('flow.step.split'),
            details: [
              t(`flow.splitBy.${step.by}`),
              ...(step.allocation && step.allocation !== 'fixed' ? [t(`flow.allocation.${step.allocation}`)] : []),
            ],
          };
        case 'offer':
          return {
            title: t('flow.step.offer', { offer: offerName(step.offer, speaking) }),
            details: [t('flow.step.offer.detail')],
          };
        case 'goal':
          return plain(t('flow.step.goal', { id: step.id }));
        case 'end':
          return plain(t('flow.step.end'));
      }
    },
    way: (step, { field }) => {
      switch (field.kind) {
        case 'next':
          if (step.kind === 'wait' && step.until === 'event') return t('flow.way.event', { event: event(step.event) });
          return t(step.kind === 'wait' && step.until === 'first_due' ? 'flow.way.noneLeft' : 'flow.way.next');
        case 'timeout':
          return step.kind === 'wait' && step.until === 'event'
            ? t('flow.way.timeout', { delay: duration(step.withinMs) })
            : '';
        case 'otherwise':
          return t('flow.way.otherwise');
        case 'path': {
          const asked = step.kind === 'branch' ? conditions(step.paths[field.index]?.when ?? {}) : [];
          return asked.length === 0 ? t('flow.way.always') : t('flow.way.if', { conditions: asked.join(' · ') });
        }
        case 'arm':
          return armWords(step, field.index, speaking);
        case 'touch': {
          const touch = step.kind === 'wait' && step.until === 'first_due' ? step.touches[field.index] : undefined;
          const delay = duration(touch?.delayMs ?? 0);
          return touch?.localTime
            ? t('campaigns.when.time', { delay, time: touch.localTime })
            : t('campaigns.when.delay', { delay });
        }
      }
    },
  };
}

function plain(title: string): StepWords {
  return { title, details: [] };
}

function sendWords(step: SendStep, speaking: Speaking, duration: FlowWords['duration']): StepWords {
  const { t, format } = speaking;
  const { channel, template, window, staleAfterMs, probabilityMin, conditions = {} } = step;
  const asked = [
    ...(probabilityMin === null || probabilityMin === undefined
      ? []
      : [t('campaigns.if.likely', { share: format.percent(probabilityMin) })]),
    ...conditionsIn(conditions, speaking),
  ];
  return {
    title: t('flow.step.send', { channel: t(channelKey[channel]), template }),
    details: [
      ...(window ? [t('flow.step.window', { ...window })] : []),
      ...(asked.length > 0 ? [t('campaigns.onlyIf', { conditions: asked.join(' · ') })] : []),
      ...(staleAfterMs ? [t('flow.step.stale', { delay: duration(staleAfterMs) })] : []),
    ],
  };
}

function armWords(step: FlowStep, index: number, { t, format }: Speaking): string {
  if (step.kind !== 'split') return '';
  const arm = step.arms[index];
  const all = step.arms.reduce((sum, { share }) => sum + share, 0);
  return t('flow.way.arm', { id: arm?.id ?? '', share: format.percent(all === 0 ? 0 : (arm?.share ?? 0) / all) });
}

function conditionsIn(asked: FlowConditions, { t, format, writing }: Speaking): readonly string[] {
  const { ordersBeforeMin, ordersBeforeMax, messagesMin, messagesMax, clicked, opened, ...conditions } = asked;
  const anyRule = { id: '', trigger: 'cart_abandoned', delayMs: 0, channel: 'email', template: '' } as const;
  const count = (key: MessageKey, value: number | undefined) => (value === undefined ? [] : [t(key, { count: value })]);
  return [
    ...(clicked === undefined ? [] : [t(clicked ? 'flow.if.clicked' : 'flow.if.notClicked')]),
    ...(opened === undefined ? [] : [t(opened ? 'flow.if.opened' : 'flow.if.notOpened')]),
    ...count('flow.if.ordersBeforeMin', ordersBeforeMin),
    ...count('flow.if.ordersBeforeMax', ordersBeforeMax),
    ...count('flow.if.messagesMin', messagesMin),
    ...count('flow.if.messagesMax', messagesMax),
    ...conditionTexts({ ...anyRule, conditions }, writing, { t, format }),
  ];
}

/** A step as it is named in a list of choices: its words and its id. */
export function stepName(flow: Flow | null, id: string, words: FlowWords): string {
  const step = flow?.steps.find((one) => one.id === id);
  return step ? `${words.step(step).title} (${id})` : id;
}
