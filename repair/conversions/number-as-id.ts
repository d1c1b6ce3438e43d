import { type Conversion, certain } from './conversion.ts';

/** Ids that a shop keeps as numbers. */
export const numberAsId: Conversion = {
  name: 'number_as_id',
  kinds: ['external_id', 'text'],
  formOf: (value) => (typeof value === 'number' && Number.isSafeInteger(value) ? 'integer' : null),
  convert: (value) => String(value),
  invert: (value) => (typeof value === 'string' ? Number(value) : undefined),
  confidence: () => certain,
};
