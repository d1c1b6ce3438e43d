import { parseJson } from '../../events/parse-json.ts';
import { isRecord, type JsonValue } from '../json-value.ts';
import { type Conversion, certain } from './conversion.ts';

/** A record or list that was written as text once too often. */
export const embeddedJson: Conversion = {
  name: 'embedded_json',
  kinds: ['record', 'list'],
  formOf(value, { field }) {
    const parsed = parse(value);
    const fits = field.kind === 'list' ? Array.isArray(parsed) : isRecord(parsed);
    return fits ? 'text' : null;
  },
  convert: parse,
  invert: (value) => JSON.stringify(value),
  confidence: () => certain,
};

function parse(value: JsonValue): JsonValue | undefined {
  return typeof value === 'string' ? (parseJson(value) as JsonValue | undefined) : undefined;
}
