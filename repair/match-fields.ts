import type { Field } from './event-fields.ts';
import type { JsonValue } from './json-value.ts';
import type { Path } from './path.ts';

/** A place in a dead letter that no field claims, with its values over the items of the lists that it is in. */
export interface FieldSource {
  readonly path: Path;
  readonly values: readonly JsonValue[];
}

/** Finds which of the sources a field of the event is; null when none is likely. `confidence` is calibrated. */
export interface FieldMatcher {
  readonly version: string;
  match(question: {
    readonly field: Field;
    readonly sources: readonly FieldSource[];
    /** When the dead letter came, epoch milliseconds. */
    readonly receivedAt: number;
  }): { readonly source: FieldSource; readonly confidence: number } | null;
}
