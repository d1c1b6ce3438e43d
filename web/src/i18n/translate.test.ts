import { expect, test } from 'vitest';
import { openTranslations } from './translate.ts';

test('a name from right to left keeps to itself within a sentence, and any other stays as it is', async () => {
  const t = await openTranslations('en');
  const title = t('customer.title', { name: 'דב (2)' });
  expect(title).toContain('\u2068דב (2)\u2069');
  expect(t('customer.title', { name: 'Zoë' })).not.toMatch(/[\u2066-\u2069]/);
});
