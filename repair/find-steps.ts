import { dayMs } from '../domain/duration.ts';
import { conversions } from './conversions/index.ts';
import type { Draft } from './draft.ts';
import { type Field, fieldAt } from './event-fields.ts';
import { type NameClaim, nameClaim } from './field-names.ts';
import { fieldSources } from './field-sources.ts';
import { isRecord, type JsonValue } from './json-value.ts';
import type { FieldMatcher, FieldSource } from './match-fields.ts';
import { everyItem, valuesAt } from './path.ts';

/** Conversions that one value may need, one after the other. */
const conversionsPerValueMax = 3;
/** Longer texts are in none of the forms that are known: nothing is looked for in them. */
const convertedLengthMax = 4_096;
/** How sure a name makes: above what is done without asking only where it can hardly mean anything else. */
const nameConfidence: Readonly<Record<NameClaim, number>> = { own: 0.998, sure: 0.99, likely: 0.95, amount: 0.95 };
/** A field that was in the way of another is given up for it. */
const replacedConfidence = 0.97;
/** A moment that was found by its name belongs to the event only if it is not long past. */
const foundMomentAgeMsMax = 60 * dayMs;
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
  const sources = fieldSources(draft.document, field).filter(({ values }) =>
    values.every((value) => canBecome(draft, field, value)),
  );
  const named = byName(sources, field, ['own', 'sure', 'likely']);
  if (!named) return;
  if (present !== undefined)
    draft.take({ kind: 'drop', at: field.path, value: present as never, confidence: replacedConfidence });
  draft.take(named);
  convertAt(draft, field);
}

/** Finds a missing field by its names, or by the matcher, and gives its values their form. */
function resolve(draft: Draft, field: Field, matcher: FieldMatcher | null): void {
  if (isMissing(draft, field) && field.path[0] !== 'type') {
    const sources = fieldSources(draft.document, field).filter(({ values }) => isTimely(draft, field, values));
    const named = byName(sources, field, isWanted(draft, field) ? ['own', 'sure', 'likely'] : ['own']);
    if (named) draft.take(named);
    else if (matcher && isWanted(draft, field)) takeMatch(draft, field, sources, matcher);
  }
  convertAt(draft, field);
}

function takeMatch(draft: Draft, field: Field, sources: readonly FieldSource[], matcher: FieldMatcher): void {
  const { receivedAt } = draft;
  const match = matcher.match({ field, sources, receivedAt });
  if (!match || match.confidence < matchConfidenceMin) return;
  const { source, confidence } = match;
  draft.take({ kind: 'move', from: source.path, to: field.path, by: 'matcher', confidence });
}

/** What happened elsewhere and long ago is not when this happened. */
function isTimely(draft: Draft, field: Field, values: readonly JsonValue[]): boolean {
  if (field.kind !== 'moment') return true;
  const moments = values.map((value) => {
    const step = field.accepts(value) ? undefined : firstConversion(draft, field, value);
    const conversion = conversions.find(({ name }) => name === step?.conversion);
    const context = { field, document: {}, receivedAt: draft.receivedAt };
    return Date.parse(String(step ? conversion?.convert(value, step.form, context) : value));
  });
  return moments.every((ms) => !(ms < draft.receivedAt - foundMomentAgeMsMax));
}

/** What an event cannot do without: a required field, or anybody at all behind it. */
function isWanted({ document }: Draft, { path, required }: Field): boolean {
  if (path[0] === 'type' || path.join('.') === 'who') return false;
  return path[0] === 'who' ? valuesAt(document, ['who']).length === 0 : required;
}

/** The one source that the dictionary means, by the strongest claim; where several have it, nobody knows. */
function byName(sources: readonly FieldSource[], field: Field, claims: readonly NameClaim[]) {
  for (const claim of claims) {
    const [only, ...others] = sources.filter(({ path }) => nameClaim(path, field.path) === claim);
    if (!only) continue;
    if (others.length > 0) return undefined;
    const confidence = nameConfidence[claim];
    return { kind: 'move', from: only.path, to: field.path, by: 'dictionary', confidence } as const;
  }
  return undefined;
}

/** Amounts in whole units: only where the value shows its decimals, so that the unit is no guess. */
function resolveAmount(draft: Draft, field: Field): void {
  if (field.kind !== 'minor_units' || valuesAt(draft.document, field.path).length > 0) return;
  const sources = fieldSources(draft.document, field).filter(({ values }) =>
    values.every((value) => isDecimal(draft, field, value)),
  );
  const named = byName(sources, field, field.required || field.path.length > 1 ? ['amount'] : []);
  if (named && draft.take(named)) convertAt(draft, field);
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
  if (typeof value === 'string' && value.length > convertedLengthMax && !isContainer(field)) return undefined;
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
