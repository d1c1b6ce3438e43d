import { assertNever } from '../assert-never.ts';
import { type Channel, channels } from '../channel.ts';
import { minuteMs } from '../duration.ts';
import type { FlowConditions, FlowProgram, FlowStep } from '../flow/flow.ts';
import { claimsOf } from './claims.ts';

/**
 * A campaign as a model may describe it: a list of messages, each with a wait before it. It can name less than a flow can
 * say, so that there is little to get wrong; code makes the flow of it.
 */
export interface FlowSketch {
  readonly messages: readonly SketchedMessage[];
  /** Units of the store's currency; null: carts of any value. */
  readonly cartValueMin: number | null;
}

export interface SketchedMessage {
  /** After the message before it, or after the cart was left. */
  readonly waitMinutes: number;
  readonly channel: Channel;
  /** One of the templates of the store. */
  readonly template: string;
  readonly onlyIf: SketchCondition;
}

export const sketchConditions = ['always', 'not_clicked', 'not_opened', 'first_order', 'returning'] as const;
export type SketchCondition = (typeof sketchConditions)[number];

export const sketchLimits = {
  messagesMax: 6,
  /** Longer than a fortnight nobody remembers the cart. */
  waitMinutesMax: 14 * 24 * 60,
  sentenceLengthMax: 500,
} as const;

/** Codes are part of the API: add, never rename. */
export const sketchProblems = {
  template_unknown: 'The store has no such template.',
  template_without_channel: 'This template has no text for this channel.',
  value_not_in_sentence: 'This value is not in the sentence, so nobody asked for it.',
} as const;
export interface SketchFinding {
  readonly code: keyof typeof sketchProblems;
  /** In the sketch, e.g. `messages.0.template`. */
  readonly path: string;
  readonly found: string;
  readonly right: string;
}

/** What a sketch says that neither the sentence nor the store does. */
export function checkSketch(
  { messages, cartValueMin }: FlowSketch,
  {
    sentence,
    templates,
  }: {
    readonly sentence: string;
    readonly templates: readonly { readonly name: string; readonly channels: readonly Channel[] }[];
  },
): readonly SketchFinding[] {
  const written = new Map(templates.map((template) => [template.name, template.channels]));
  const numbers = claimsOf(sentence).map(({ value }) => Number.parseFloat(value ?? ''));
  return [
    ...messages.flatMap(({ template, channel }, index): SketchFinding[] => {
      const path = `messages.${index}.template`;
      const known = written.get(template);
      const right = templates
        .filter((one) => one.channels.includes(channel))
        .map(({ name }) => name)
        .join(', ');
      if (!known) return [{ code: 'template_unknown', path, found: template, right: `One of ${right}.` }];
      return known.includes(channel)
        ? []
        : [{ code: 'template_without_channel', path, found: template, right: `One of ${right}.` }];
    }),
    ...(cartValueMin === null || numbers.includes(cartValueMin)
      ? []
      : [
          {
            ...({ code: 'value_not_in_sentence', path: 'cartValueMin', found: String(cartValueMin) } as const),
            right: 'null, or a value that the sentence names.',
          },
        ]),
  ];
}

/** The flow that a sketch describes: one way from the first message to the end, on which each may be left out. */
export function flowOfSketch(
  { messages, cartValueMin }: FlowSketch,
  { currency, minorUnitDigits }: { readonly currency: string; readonly minorUnitDigits: number },
): FlowProgram {
  const entryOf = (index: number) => (index < messages.length ? `wait-${index + 1}` : 'end');
  const steps = messages.flatMap(({ waitMinutes, channel, template, onlyIf }, index): FlowStep[] => {
    const [number, after] = [index + 1, entryOf(index + 1)];
    const send = `message-${number}`;
    const when = conditionsOf(onlyIf);
    const next = when === null ? send : `only-if-${number}`;
    return [
      { id: `wait-${number}`, kind: 'wait', until: 'duration', ms: waitMinutes * minuteMs, next },
      ...(when === null
        ? []
        : [{ id: next, kind: 'branch', paths: [{ when, next: send }], otherwise: after } satisfies FlowStep]),
      {
        ...{ id: send, kind: 'send', channel, template, conditions: {} },
        ...{ probabilityMin: null, window: null, staleAfterMs: null, next: after },
      },
    ];
  });
  return {
    entry:
      cartValueMin === null
        ? {}
        : { valueMinorMin: Math.round(cartValueMin * 10 ** minorUnitDigits), currencies: [currency] },
    exits: [],
    messagesMax: Math.max(1, messages.length) * channels.length,
    start: entryOf(0),
    steps: [...steps, { id: 'end', kind: 'end' }],
  };
}

function conditionsOf(onlyIf: SketchCondition): FlowConditions | null {
  switch (onlyIf) {
    case 'always':
      return null;
    case 'not_clicked':
      return { clicked: false };
    case 'not_opened':
      return { opened: false };
    case 'first_order':
      return { ordersBeforeMax: 0 };
    case 'returning':
      return { ordersBeforeMin: 1 };
    default:
      return assertNever(onlyIf);
  }
}
