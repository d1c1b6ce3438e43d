import { type Conversion, certain } from './conversion.ts';

const wholeNumber = /^(0|[1-9]\d{0,14})$/;
const withZeros = /^(0|[1-9]\d{0,14})\.(0{1,6})$/;

/** `"2"` and `"2.00"` where a whole number belongs. Grouped digits are left alone: `1,000` is one or a thousand. */
export const numericText: Conversion = {
  name: 'numeric_text',
  kinds: ['whole_number', 'minor_units'],
  formOf(value, { field }) {
    if (typeof value !== 'string') return null;
    if (wholeNumber.test(value)) return 'plain';
    const [, , zeros] = withZeros.exec(value) ?? [];
    // An amount with decimals is one in whole units of its currency: not for this conversion to say.
    return zeros === undefined || field.kind === 'minor_units' ? null : `zeros:${zeros.length}`;
  },
  convert: (value) => Number(value),
  invert(value, form) {
    if (typeof value !== 'number') return undefined;
    return form === 'plain' ? String(value) : value.toFixed(Number(form.slice('zeros:'.length)));
  },
  confidence: () => certain,
};
