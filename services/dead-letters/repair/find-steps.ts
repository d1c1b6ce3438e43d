import { conversions } from './conversions/index.ts';
import type { Draft } from './draft.ts';
import { type Field, fieldAt } from './event-fields.ts';
import { isKnownName } from './field-names.ts';
import { fieldSources } from './field-sources.ts';
import { isRecord, type JsonValue } from './json-value.ts';
import type { FieldMatcher } from './match-fields.ts';
import { everyItem, type Path, valuesAt } from './path.ts';

/** Conversions that one value may need, one after the other. */
const conversionsPerValueMax = 3;
const knownName = 0.997;
const knownAmount = 0.97;
/** Below this a match is not worth a person's time. */
const matchConfidenceMin = 0.5;

/** Adds to the draft every step that brings it nearer to an event. */
export function findSteps(draft: Draft, matcher: FieldMatcher | null): void {
  convertAt(draft, fieldAt([]));
  resolveType(draft);
  for (const field of draft.fields())
    if (field.kind === 'record' || field.kind === 'list') resolve(draft, field, matcher);
  for (const field of draft.fields()) resolve(draft, field, matcher);
  for (const field of draft.fields()) resolveAmount(draft, field);
  for (const field of draft.fields()) dropEmpty(draft, field);
}

/** The type decides which fields there are, so it comes first. */
function resolveType(draft: Draft): void {
  const field = fieldAt(['type']);
  if (!field || draft.fields().length > 0) return;
  convertAt(draft, field);
  if (draft.fields().length > 0) return;
  const [present] = valuesAt(draft.document, field.path);
  const sources = fieldSources(draft.document, field).filter(
    ({ path, values }) =>
      isKnownName(path, field.path, { amount: false }) && values.every((value) => canBecome(draft, field, value)),
  );
  const [source, ...others] = sources;
  if (!source || others.length > 0) return;
  if (present !== undefined)
    draft.take({ kind: 'drop', at: field.path, value: present as never, confidence: knownAmount });
  draft.take({ kind: 'move', from: source.path, to: field.path, by: 'dictionary', confidence: knownName });
  convertAt(draft, field);
}

/** Finds a missing field by its names, or by the matcher, and gives its values their form. */
function resolve(draft: Draft, field: Field, matcher: FieldMatcher | null): void {
  if (isMissing(draft, field)) {
    const sources = fieldSources(draft.document, field);
    const known = byName(
      sources.filter(({ path }) => isKnownName(path, field.path, { amount: false })),
      field,
    );
    if (known) draft.take({ kind: 'move', from: known, to: field.path, by: 'dictionary', confidence: knownName });
    else if (matcher && field.required && field.path[0] !== 'type') {
      const match = matcher.match(field, sources);
      if (match && match.confidence >= matchConfidenceMin)
        draft.take({
          kind: 'move',
          from: match.source.path,
          to: field.path,
          by: 'matcher',
          confidence: match.confidence,
        });
    }
  }
  convertAt(draft, field);
}

/** The one source that the dictionary means: where several have a known name, only the field's own name decides. */
function byName(sources: readonly { readonly path: Path }[], field: Field): Path | undefined {
  const own = sources.filter(({ path }) => isOwnName(path, field));
  const [only, ...others] = own.length > 0 ? own : sources;
  return others.length === 0 ? only?.path : undefined;
}

function isOwnName(path: Path, field: Field): boolean {
  const plain = (name: string | undefined): string => (name ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return plain(path.at(-1)) === plain(field.path.at(-1));
}

/** Amounts in whole units: only where the value shows its decimals, so that the unit is no guess. */
function resolveAmount(draft: Draft, field: Field): void {
  if (field.kind !== 'minor_units' || !isMissing(draft, field)) return;
  const [source, ...others] = fieldSources(draft.document, field).filter(
    ({ path, values }) =>
      isKnownName(path, field.path, { amount: true }) && values.every((value) => isDecimal(draft, field, value)),
  );
  if (!source || others.length > 0) return;
  draft.take({ kind: 'move', from: source.path, to: field.path, by: 'dictionary', confidence: knownAmount });
  convertAt(draft, field);
}

function isDecimal(draft: Draft, field: Field, value: JsonValue): boolean {
  const conversion = conversions.find(({ name }) => name === 'decimal_money');
  const document = isRecord(draft.document) ? draft.document : {};
  return conversion?.formOf(value, { field, document, receivedAt: draft.receivedAt }) != null;
}

/** Some holder of the field has none of it. */
function isMissing({ document }: Draft, { path }: Field): boolean {
  const holders = valuesAt(document, path.slice(0, -1));
  if (holders.length === 0) return !path.includes(everyItem) && path.length > 1 && path[0] === 'who';
  const name = path.at(-1) ?? '';
  return holders.some((holder) => isRecord(holder) && !Object.hasOwn(holder, name));
}

function canBecome(draft: Draft, field: Field, value: JsonValue): boolean {
  return field.accepts(value) || firstConversion(draft, field, value) !== undefined;
}

/** Converts what the field does not accept, until it does or no conversion knows the form. */
function convertAt(draft: Draft, field: Field | undefined): void {
  if (!field) return;
  for (let round = 0; round < conversionsPerValueMax; round++) {
    const found = valuesAt(draft.document, field.path)
      .map((value) => firstConversion(draft, field, value))
      .find((step) => step !== undefined);
    if (!found || !draft.take(found)) return;
  }
}

function firstConversion(draft: Draft, field: Field, value: JsonValue) {
  const isWrong = isContainer(field) ? !fitsContainer(field, value) : !field.accepts(value);
  // Text in a mistaken encoding is well-formed text: it is mended although nothing refuses it.
  if (!isWrong && field.kind !== 'text') return undefined;
  const document = isRecord(draft.document) ? draft.document : {};
  const context = { field, document, receivedAt: draft.receivedAt };
  for (const conversion of conversions) {
    if (!conversion.kinds.includes(field.kind)) continue;
    const form = conversion.formOf(value, context);
    if (form === null || conversion.convert(value, form, context) === undefined) continue;
    const confidence = conversion.confidence(form);
    return { kind: 'convert', at: field.path, conversion: conversion.name, form, confidence } as const;
  }
  return undefined;
}

function isContainer({ kind }: Field): boolean {
  return kind === 'record' || kind === 'list';
}

function fitsContainer({ kind }: Field, value: JsonValue): boolean {
  return kind === 'list' ? Array.isArray(value) : isRecord(value);
}

/** An optional field that holds nothing says nothing. */
function dropEmpty(draft: Draft, field: Field): void {
  if (field.required) return;
  for (const empty of [null, ''] as const) {
    const isThere = valuesAt(draft.document, field.path).some((value) => value === empty);
    if (isThere && !field.accepts(empty)) draft.take({ kind: 'drop', at: field.path, value: empty, confidence: 0.999 });
  }
}
