import { expect, test } from 'vitest';
import { auditLimits, boundedChange, changeBetween } from './audit.ts';

test('a change names the fields that differ, with the values of those that may be shown', () => {
  const before = { status: 'draft', name: 'A', senderName: 'Ada', at: new Date(0), same: 1 };
  const after = { status: 'active', name: 'A', senderName: 'Noor', at: null, same: 1 };
  expect(
    changeBetween<object & typeof before>(
      before,
      { ...after, at: undefined },
      { shown: ['status', 'name', 'at', 'same'], named: ['senderName'] },
    ),
  ).toEqual({
    status: { before: 'draft', after: 'active' },
    at: { before: new Date(0).toISOString(), after: null },
    senderName: {},
  });
});

test('a new thing comes from nothing, and a value of many parts is only said to have changed', () => {
  expect(changeBetween({}, { scopes: ['a', 'b'], rules: [{ id: 1 }] }, { shown: ['scopes', 'rules'] })).toEqual({
    scopes: { before: null, after: ['a', 'b'] },
    rules: { before: null, after: undefined },
  });
});

test('a change has a limit of fields and of the length of each value', () => {
  const long = 'x'.repeat(auditLimits.textLengthMax + 1);
  const many = Array.from({ length: auditLimits.textsPerListMax + 1 }, String);
  expect(
    boundedChange({ a: { before: long, after: 'b' }, c: { after: many }, d: { after: [long] }, e: { after: 1 } }),
  ).toEqual({
    a: {},
    c: {},
    d: {},
    e: { before: undefined, after: 1 },
  });
  const fields = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`f${index}`, {}]));
  expect(Object.keys(boundedChange(fields))).toHaveLength(auditLimits.fieldsMax);
});
