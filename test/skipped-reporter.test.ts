import { expect, test } from 'vitest';
import { skippedLines } from './skipped-reporter.ts';

test('tests that did not run are counted, named, and say what they lack', () => {
  const names = [
    'a.test.ts > recordings (CART_DATA_DIR) > one',
    'b.test.ts > pages (Chromium) > two',
    'c.test.ts > root',
  ];
  expect(skippedLines(names).join('\n')).toBe(`
3 tests were skipped:
  ↓ a.test.ts > recordings (CART_DATA_DIR) > one
  ↓ b.test.ts > pages (Chromium) > two
  ↓ c.test.ts > root
1 of them needs the data sets: set CART_DATA_DIR to their folder.
1 of them needs a browser: set CHROMIUM_PATH, or install Chromium.
`);
});
