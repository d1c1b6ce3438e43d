import type { components } from '../../../api/generated/schema.ts';

export type PhoneSettings = components['schemas']['PhoneSettings'];
export type PhoneInput = components['schemas']['PhoneSettingsInput'];
export type TemplateRow = PhoneInput['templates'][number];
export type Variable = TemplateRow['variables'][number];

/** What may be tried before SMS, in which order: the choices of the form. */
export const orders = ['', 'whatsapp', 'rcs', 'whatsapp,rcs', 'rcs,whatsapp'] as const;

export const variables: readonly Variable[] = [
  ...(['store_name', 'first_name', 'first_item', 'items', 'cart_total'] as const),
  ...(['restore_link', 'restore_code', 'unsubscribe_link', 'text'] as const),
];

/** One price in a line, as it is shown and typed: `AT 0.0831`. */
export function priceLines(prices: PhoneInput['prices']): string {
  return prices.map(({ country, perSegment }) => `${country} ${perSegment}`).join('\n');
}

/** What the form says; a line that is no price goes to the API as it is, which says what is wrong with it. */
export function phoneInput(values: Readonly<Record<string, string>>, templates: readonly TemplateRow[]): PhoneInput {
  const order = values['carriers'] ?? '';
  return {
    carriers: order === '' ? [] : (order.split(',') as PhoneInput['carriers']),
    whatsAppSources: linesOf(values['whatsAppSources']),
    segmentsMax: Number(values['segmentsMax']),
    currency: values['currency']?.trim().toUpperCase() || null,
    prices: linesOf(values['prices']).map((line) => {
      const [country = '', perSegment = ''] = line.split(/\s+/);
      return { country: country.toUpperCase(), perSegment: perSegment.replace(',', '.') };
    }),
    templates: templates.map((row) => ({ ...row, contentSid: row.contentSid.trim(), variables: [...row.variables] })),
  };
}

function linesOf(text = ''): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
