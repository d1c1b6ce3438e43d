import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'asvs.md'), 'utf8');

/** Numbers of levels 1 and 2 in OWASP ASVS 5.0.0, by section: `1.2` has 1.2.1 to 1.2.9, and its tenth is of level 3. */
const levelTwo: Readonly<Record<string, string>> = {
  ...{ '1.1': '1-2', '1.2': '1-9', '1.3': '1-11', '1.4': '1-3', '1.5': '1-2' },
  ...{ '2.1': '1-3', '2.2': '1-3', '2.3': '1-4', '2.4': '1' },
  ...{ '3.2': '1-2', '3.3': '1-4', '3.4': '1-6', '3.5': '1-5', '3.7': '1-2' },
  ...{ '4.1': '1-3', '4.2': '1', '4.3': '1-2', '4.4': '1-4' },
  ...{ '5.1': '1', '5.2': '1-3', '5.3': '1-2', '5.4': '1-3' },
  ...{ '6.1': '1-3', '6.2': '1-12', '6.3': '1-4', '6.4': '1-4', '6.5': '1-5', '6.6': '1-3', '6.8': '1-4' },
  ...{ '7.1': '1-3', '7.2': '1-4', '7.3': '1-2', '7.4': '1-5', '7.5': '1-2', '7.6': '1-2' },
  ...{ '8.1': '1-2', '8.2': '1-3', '8.3': '1', '8.4': '1' },
  ...{ '9.1': '1-3', '9.2': '1-4' },
  ...{ '10.1': '1-2', '10.2': '1-2', '10.3': '1-4', '10.4': '1-11', '10.5': '1-5', '10.6': '1-2', '10.7': '1-3' },
  ...{ '11.1': '1-2', '11.2': '1-3', '11.3': '1-3', '11.4': '1-4', '11.5': '1', '11.6': '1' },
  ...{ '12.1': '1-3', '12.2': '1-2', '12.3': '1-4' },
  ...{ '13.1': '1', '13.2': '1-5', '13.3': '1-2', '13.4': '1-5' },
  ...{ '14.1': '1-2', '14.2': '1-4', '14.3': '1-3' },
  ...{ '15.1': '1-3', '15.2': '1-3', '15.3': '1-7' },
  ...{ '16.1': '1', '16.2': '1-5', '16.3': '1-4', '16.4': '1-3', '16.5': '1-3' },
  ...{ '17.1': '1', '17.2': '1-4', '17.3': '1-2' },
};

const rowPattern = /^\| ([\d., ]+) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm;
const states: ReadonlySet<string> = new Set(['met', '*partly*', '**open**', 'none']);
const rows = [...page.matchAll(rowPattern)].map(([, numbers = '', state = '', how = '']) => ({
  numbers: numbers.split(', '),
  state,
  how,
}));

test('every requirement of levels 1 and 2 stands in the table once, and no other', () => {
  const wanted = Object.entries(levelTwo).flatMap(([section, range]) => {
    const [first = 1, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, nth) => `${section}.${first + nth}`);
  });
  expect(rows.flatMap(({ numbers }) => numbers).toSorted()).toEqual(wanted.toSorted());
});

test('each row says one of four things, and what is open stands at the top too', () => {
  expect(rows.filter(({ state }) => !states.has(state))).toEqual([]);
  expect(rows.filter(({ how }) => how.trim() === '')).toEqual([]);
  const atTheTop = page.slice(0, page.indexOf('## V1 '));
  for (const { numbers, state } of rows)
    if (state === '**open**') for (const number of numbers) expect(atTheTop).toContain(number);
});
