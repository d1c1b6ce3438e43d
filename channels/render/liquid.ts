import { type Context, Liquid } from 'liquidjs';
import { formatMoney, formatQuantity } from '../../domain/money.ts';
import { printed } from '../../domain/printed.ts';
import { toSingleLine } from '../../domain/single-line.ts';
import { escapeHtml } from './escape-html.ts';
import { templateLengthMax } from './template-set.ts';

/** Wall time that one part of a message (a subject, a body) may take; Liquid looks at the clock between its steps. */
export const liquidRenderMsMax = 1_000;
/** Liquid's own count of what a render makes: characters, list items. */
export const liquidMemoryMax = 1_000_000;

/** Something was to be written that is not known of this cart or person: a gap is never sent. */
export class MissingValueError extends Error {
  constructor() {
    super('nothing is known here: put it inside of an if, or give it a default');
    this.name = 'MissingValueError';
  }
}

/**
 * Liquid as templates see it: an unknown name or filter is an error, and so is a value that is missing where
 * nothing asks whether it is there; no files, no inherited properties, output always
 * escaped for where it goes. The limits are cooperative; `renderer.ts` stops what does not cooperate.
 */
export function createLiquid(output: 'html' | 'text'): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    // What is asked for by `if`, or has a `default`, may be missing.
    lenientIf: true,
    ownPropertyOnly: true,
    outputEscape: (value) => {
      if (value === null || value === undefined) throw new MissingValueError();
      const text = toSingleLine(textOf(value));
      return output === 'html' ? escapeHtml(text) : isolated(text);
    },
    // An empty map in place of the file system: there is nothing to include.
    templates: {},
    dynamicPartials: false,
    timezoneOffset: 0,
    parseLimit: templateLengthMax,
    renderLimit: liquidRenderMsMax,
    memoryLimit: liquidMemoryMax,
  });
  liquid.registerFilter('money', money);
  liquid.registerFilter('number', number);
  // The stock filter switches escaping off.
  liquid.registerFilter('raw', (value: unknown) => value);
  return liquid;
}

/** `{{ line.quantity | number }}`: 2.5 as the person's locale writes it. */
function number(this: { context: Context }, value: unknown): string {
  return typeof value === 'number' ? formatQuantity(value, String(this.context.getSync(['locale']))) : textOf(value);
}

/**
 * `{{ line.price | money: line.currency }}`: an amount in minor units, as the person's locale writes it; without an
 * argument in the cart's currency.
 */
function money(this: { context: Context }, amountMinor: unknown, told?: unknown): string {
  const currency = told ?? this.context.getSync(['cart', 'currency']);
  const locale = this.context.getSync(['locale']);
  if (typeof amountMinor !== 'number' || typeof currency !== 'string')
    throw new Error('money needs an amount and a cart with a currency');
  return formatMoney({ amountMinor, currency }, String(locale));
}

/**
 * A Hebrew or Arabic value inside an English sentence is a unit of its own (U+2068 … U+2069), as `bdi` is in HTML: without
 * it, the number and the sign that follow a name would be shown in front of it.
 */
export function isolated(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}
const rightToLeft = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc]/;

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : printed(value);
}
