import type { Carriage, ContentVariable } from '../../domain/phone/carrier.ts';
import { shorten, toSingleLine } from '../../domain/single-line.ts';
import type { RenderJob } from './render-parts.ts';

/** Longest value of a variable, in characters: a vendor's template has room for about a thousand in all. */
const valueLengthMax = 200;

/** What stands for each variable, as our own templates would write it; nothing where nothing is known. */
const sources: Readonly<Record<Exclude<ContentVariable, 'text'>, string>> = {
  store_name: '{{ store.name }}',
  first_name: '{{ customer.firstName | default: "" }}',
  first_item: '{% for line in cart.lines limit: 1 %}{{ line.name }}{% endfor %}',
  items: '{{ cart.items }}',
  cart_total: '{% if cart.total != nil %}{{ cart.total | money }}{% endif %}',
  restore_link: '{{ links.restore }}',
  restore_code: '{{ links.restore | split: "/" | last }}',
  unsubscribe_link: '{{ links.unsubscribe }}',
};

const partOf = (name: ContentVariable) => `variable:${name}`;

export function variableParts(carriage: Carriage | undefined): RenderJob['parts'] {
  if (carriage?.kind !== 'template') return {};
  return Object.fromEntries(
    carriage.variables.flatMap((name) =>
      name === 'text' ? [] : [[partOf(name), { kind: 'text', source: sources[name] }] as const],
    ),
  );
}

/** The values by their numbers, from 1; undefined: one is empty, which vendors refuse. */
export function variablesOf(
  { variables }: Extract<Carriage, { kind: 'template' }>,
  parts: Readonly<Record<string, string>>,
  text: string,
): Readonly<Record<string, string>> | undefined {
  const values = variables.map((name) => asValue(name === 'text' ? text : (parts[partOf(name)] ?? ''), name));
  if (values.includes('')) return undefined;
  return Object.fromEntries(values.map((value, index) => [String(index + 1), value]));
}

/** Vendors refuse line breaks and runs of spaces. A link is whole or none. */
function asValue(value: string, name: ContentVariable): string {
  const line = toSingleLine(value);
  return name === 'text' || name.endsWith('_link') || name.endsWith('_code') ? line : shorten(line, valueLengthMax);
}
