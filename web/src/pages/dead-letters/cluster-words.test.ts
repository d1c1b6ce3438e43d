import { expect, test } from 'vitest';
import { eventSchema } from '../../../../events/event.ts';
import { conversions } from '../../../../repair/conversions/index.ts';
import { conversionKey } from './cluster-words.tsx';
import { deadLettersEn } from './messages.en.ts';

test('every way to read a value has words', () => {
  for (const { name } of conversions) expect(conversionKey(name)).toBe(`deadLetters.conversion.${name}`);
});

test('every kind of event has words', () => {
  const types = eventSchema.options.flatMap((option) => [...option.shape.type.values]);
  expect(types.length).toBeGreaterThan(10);
  for (const type of types) expect(Object.keys(deadLettersEn)).toContain(`deadLetters.event.${type}`);
});
