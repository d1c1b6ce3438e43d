import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const list = 'docs/complaints.md';

/** Numbers of the list with the files that it names for them. */
function readList(): ReadonlyMap<string, readonly string[]> {
  const rows = readFileSync(join(root, list), 'utf8').matchAll(/^\| (I?\d+) \|.*\| ([^|]*) \|$/gm);
  return new Map(
    [...rows].map(([, number = '', held = '']) => [
      number.startsWith('I') ? number : `field ${number}`,
      [...held.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => normalize(join(dirname(list), link))),
    ]),
  );
}

/** `(I7)`, `(field 12)` and `(I14, field 52)` at the end of a title, by file. */
function readTitles(): ReadonlyMap<string, ReadonlySet<string>> {
  const mark = '\\((I|field )[0-9]+(, (I|field )[0-9]+)*\\)[\'`"],';
  const found = execFileSync('git', ['grep', '-oE', mark, '--', '*.test.ts'], { cwd: root, encoding: 'utf8' });
  const titles = new Map<string, Set<string>>();
  for (const [, file = '', marks = ''] of found.matchAll(/^(.+?):\((.+)\)/gm))
    titles.set(file, new Set([...(titles.get(file) ?? []), ...marks.split(', ')]));
  return titles;
}

test('each complaint is held by the tests that the list names, and no test names another one', () => {
  const complaints = readList();
  const titles = readTitles();
  expect([...complaints.keys()]).toEqual([
    ...Array.from({ length: 31 }, (_, index) => `I${index + 1}`),
    ...Array.from({ length: 58 }, (_, index) => `field ${index + 1}`),
  ]);
  const missing = [...complaints].flatMap(([number, files]) =>
    files.filter((file) => !titles.get(file)?.has(number)).map((file) => `${file} has no test of ${number}`),
  );
  const unknown = [...titles].flatMap(([file, numbers]) =>
    [...numbers]
      .filter((number) => complaints.get(number)?.length === 0 || !complaints.has(number))
      .map((number) => `${file} holds ${number}, and ${list} does not say so`),
  );
  expect([...missing, ...unknown]).toEqual([]);
});
