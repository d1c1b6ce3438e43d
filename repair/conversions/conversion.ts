import type { Field, FieldKind } from '../event-fields.ts';
import type { JsonRecord, JsonValue } from '../json-value.ts';

/**
 * One mechanical way from how shops write a value to how events write it. It never guesses: it names the form that it
 * recognised, and with that form the way back is exact. A value whose way back does not lead to itself is no lossless
 * repair, whatever the conversion says.
 *
 * Adding one is one file beside this and one line in `index.ts`; `conversions.test.ts` tests them all alike.
 */
export interface Conversion {
  readonly name: string;
  /** Kinds of fields whose values it makes. */
  readonly kinds: readonly FieldKind[];
  /** The form that a value is written in; null when it is none of this conversion. */
  formOf(value: JsonValue, context: ConversionContext): string | null;
  /** The value in the event's way; undefined when the form does not hold for this value. */
  convert(value: JsonValue, form: string, context: ConversionContext): JsonValue | undefined;
  /** The way back; undefined when there is none. */
  invert(value: JsonValue, form: string, context: ConversionContext): JsonValue | undefined;
  /** How sure it is that the form was meant, from 0 to 1. */
  confidence(form: string): number;
}

export interface ConversionContext {
  readonly field: Field;
  /** The whole document, for what a value alone does not say (the currency of an amount). */
  readonly document: JsonRecord;
  /** When the dead letter came, epoch milliseconds: a moment of an event is not after it. */
  readonly receivedAt: number;
}

/** A form that cannot mean anything else. */
export const certain = 0.999;
/** A form that is nearly always meant so. */
export const usual = 0.97;
