import { codeCase } from './code-case.ts';
import type { Conversion } from './conversion.ts';
import { decimalMoney } from './decimal-money.ts';
import { embeddedJson } from './embedded-json.ts';
import { epochMoment } from './epoch-moment.ts';
import { knownEventName } from './known-event-name.ts';
import { localeSeparator } from './locale-separator.ts';
import { mistakenEncoding } from './mistaken-encoding.ts';
import { numberAsId } from './number-as-id.ts';
import { numericText } from './numeric-text.ts';
import { recordAsList } from './record-as-list.ts';
import { wordCase } from './word-case.ts';
import { wrappedText } from './wrapped-text.ts';
import { writtenMoment } from './written-moment.ts';

/** Every conversion, in the order in which they are tried: the certain ones before those that unwrap. */
export const conversions: readonly Conversion[] = [
  decimalMoney,
  numericText,
  numberAsId,
  epochMoment,
  writtenMoment,
  wordCase,
  knownEventName,
  codeCase,
  localeSeparator,
  embeddedJson,
  recordAsList,
  mistakenEncoding,
  wrappedText,
];

export function conversionNamed(name: string): Conversion | undefined {
  return conversions.find((conversion) => conversion.name === name);
}
