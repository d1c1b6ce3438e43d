import { expect, test } from 'vitest';
import { fillIn, variablesOf } from './interpolation.ts';

const text = `http://\${HOST:-localhost}:\${PORT:?set it}/$$\{left}`;

test('defaults win, required variables get their value, and two dollars are one', () => {
  expect(fillIn(text, (name) => `<${name}>`)).toBe(`http://localhost:<PORT>/$\{left}`);
});

test('the variables of a text are those that a person may set', () => {
  expect([...variablesOf(text)]).toEqual(['HOST', 'PORT']);
});
