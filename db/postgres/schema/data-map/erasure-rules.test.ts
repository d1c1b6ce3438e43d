import { expect, test } from 'vitest';
import { keptByRules } from '../../../../domain/erasure/erasure-rule.ts';
import { erasureRules } from './erasure-rules.ts';
import { dataMap } from './index.ts';

const ofShoppers = Object.entries(dataMap).filter(([, { of }]) => of === 'shopper');

test('every table that says something of a shopper has a rule for their erasure, and no other', () => {
  expect(Object.keys(erasureRules).toSorted()).toEqual(ofShoppers.map(([table]) => table).toSorted());
});

test('nothing that reaches or names a person by itself, or may hold their words, outlives an erasure', () => {
  const left = ofShoppers.flatMap(([table, { personal = {} }]) =>
    Object.entries(personal).flatMap(([column, kind]) => {
      const rule = erasureRules[table];
      const goes =
        rule?.does === 'delete' || rule?.does === 'expire' || (rule?.does === 'blank' && column in rule.columns);
      return !goes && (kind === 'direct' || kind === 'words' || kind === 'place') ? [`${table}.${column}`] : [];
    }),
  );
  expect(left).toEqual([]);
});

test('what is kept is kept with its fields, a reason and an end (operations T20)', () => {
  const kept = keptByRules(dataMap, erasureRules);
  expect(kept.map(({ table }) => table)).toContain('consent_log');
  for (const { why, until } of kept)
    expect([why, until]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
  expect(kept.find(({ table }) => table === 'suppressions')?.fields).toContain('address_hash');
  expect(kept.find(({ table }) => table === 'customers')?.fields).toEqual(['merged_into']);
});
