import { expect, test } from 'vitest';
import { skippedLines } from './skipped-reporter.ts';

test('tests that did not run are counted, named by their group, and say what they lack', () => {
  const recordings = 'a.test.ts > recordings (CART_DATA_DIR)';
  const skipped = [
    { suite: recordings, test: 'one' },
    { suite: recordings, test: 'two' },
    { suite: 'b.test.ts > pages (Chromium)', test: 'three' },
    { suite: 'c.test.ts', test: 'root' },
  ];
  expect(skippedLines(skipped).join('\n')).toBe(`
4 tests were skipped:
  ↓ a.test.ts > recordings (CART_DATA_DIR) (2 tests)
  ↓ b.test.ts > pages (Chromium) > three
  ↓ c.test.ts > root
2 of them need the data sets: set CART_DATA_DIR to their folder.
1 of them needs a browser: set CHROMIUM_PATH, or install Chromium.
`);
});
