import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { shippedMatcherDirectory } from '../../ml/field-matcher/load.ts';
import { fieldAt } from '../event-fields.ts';
import type { FieldSource } from '../match-fields.ts';
import { openMatcher } from './open-matcher.ts';

const receivedAt = Date.UTC(2026, 10, 22, 12);

function copyOfModel(): string {
  const folder = mkdtempSync(join(tmpdir(), 'field-matcher-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(shippedMatcherDirectory, folder, { recursive: true });
  return folder;
}

const source = (path: string, ...values: (string | number)[]): FieldSource => ({ path: path.split('.'), values });

describe('the shipped field matcher', () => {
  test.for([
    ['cartId', [source('trolley_key', 'c-8f1'), source('payment_provider', 'card'), source('tax', 3)], 'trolley_key'],
    ['quantity', [source('num_units', 3), source('weight_grams', 1_200), source('colour', 'red')], 'num_units'],
    ['occurredAt', [source('action_datetime', '2026-11-22T10:00:00Z'), source('grand_total', 12)], 'action_datetime'],
  ] as const)('finds %s among others', async ([path, sources, wanted]) => {
    const matcher = await openMatcher();
    const match = matcher.match({ field: fieldAt([path])!, sources, receivedAt });
    expect(match?.source.path.join('.')).toBe(wanted);
  });

  test('is not sure of a source that only holds the right kind of value', async () => {
    const matcher = await openMatcher();
    const match = matcher.match({ field: fieldAt(['cartId'])!, sources: [source('colour', 'c-8f1')], receivedAt });
    expect(match?.confidence).toBeLessThan(0.9);
  });

  test('has nothing to say without sources', async () => {
    expect((await openMatcher()).match({ field: fieldAt(['cartId'])!, sources: [], receivedAt })).toBeNull();
  });

  test('is refused when one byte of it is not the one of its manifest', async () => {
    const folder = copyOfModel();
    const file = join(folder, 'model.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"intercept": ', '"intercept":  '));
    await expect(openMatcher(folder)).rejects.toMatchObject({ code: 'artifact_hash_differs' });
  });

  test('is refused when it is not there', async () => {
    await expect(openMatcher('/nowhere')).rejects.toMatchObject({ code: 'file_missing' });
  });
});
