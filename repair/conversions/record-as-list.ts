import { isRecord, type JsonRecord, type JsonValue } from '../json-value.ts';
import { type Conversion, certain, usual } from './conversion.ts';

/** A list written as `{"0": …, "1": …}`, as PHP does, or as its only item. */
export const recordAsList: Conversion = {
  name: 'record_as_list',
  kinds: ['list'],
  formOf(value) {
    if (!isRecord(value)) return null;
    const names = Object.keys(value);
    if (names.length === 0) return null;
    return names.every((name, index) => name === String(index)) ? 'numbered' : 'single';
  },
  convert(value, form) {
    if (!isRecord(value)) return undefined;
    return form === 'numbered' ? Object.values(value) : [value];
  },
  invert(value, form) {
    if (!Array.isArray(value)) return undefined;
    if (form === 'single') return value.length === 1 ? (value[0] as JsonValue) : undefined;
    return Object.fromEntries(value.map((item: JsonValue, index) => [String(index), item])) as JsonRecord;
  },
  confidence: (form) => (form === 'numbered' ? certain : usual),
};
