import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { proposeRepair } from './propose-repair.ts';
import { createRepairSearch, type RepairSearchOptions } from './repair-search.ts';
import type { SearchJob } from './search-repair.ts';

const receivedAt = Date.UTC(2026, 8, 4, 9, 30);
const mendable = {
  id: 'e-1',
  type: 'CartUpdated',
  occurredAt: '2026-09-04 09:29:58Z',
  who: { anonymousId: 'visitor-of-threads' },
  cart_id: 'c-1',
  lines: [],
};
const job = (item: unknown, change: Partial<SearchJob> = {}): SearchJob => ({
  item: item as SearchJob['item'],
  receivedAt,
  ruleSteps: null,
  ...change,
});

function open(options: RepairSearchOptions = {}) {
  const search = createRepairSearch(options);
  onTestFinished(() => search.close());
  return search;
}

/** A program for the thread, as text: it is there and does this with each job. */
function program(body: string): URL {
  const folder = mkdtempSync(join(tmpdir(), 'search-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'program.mjs');
  writeFileSync(file, `export function ready() {}\nexport function search(job) { ${body} }\n`);
  return pathToFileURL(file);
}

describe('the search for a repair', () => {
  test('answers what it found, and the steps of the rule first', async () => {
    const { search } = open();
    const found = await search(job(mendable));
    if (found.kind !== 'searched' || !found.repair) throw new Error('no repair');
    expect(found.repair).toMatchObject({ byRule: false, lossless: true });
    expect(await search(job(mendable, { ruleSteps: found.repair.steps }))).toMatchObject({
      kind: 'searched',
      repair: { byRule: true, steps: found.repair.steps },
    });
    expect(await search(job({ nothing: 'of use' }))).toEqual({ kind: 'searched', repair: null });
  });

  test('runs beside the rest of the process: a search that never ends is ended, and the next one is searched', async () => {
    const endless = program(`if (job.item === 'endless') for (;;); return null;`);
    const { search } = open({ worker: endless, searchMsMax: 3_000 });
    const turns = { taken: 0 };
    const ticking = setInterval(() => (turns.taken += 1), 1);
    const [first, second] = await Promise.all([search(job('endless')), search(job('good'))]);
    clearInterval(ticking);
    expect([first, second]).toEqual([
      { kind: 'given_up', problem: 'too_slow' },
      { kind: 'searched', repair: null },
    ]);
    // The loop turned while the other thread was busy with nothing else.
    expect(turns.taken).toBeGreaterThan(1);
  });

  test('is given up with its reason when it fills its memory, and the next one is searched', async () => {
    const greedy = program(`if (job.item === 'greedy') { const all = []; for (;;) all.push(new Array(1e5).fill({})); }
      return null;`);
    const { search } = open({ worker: greedy, memoryMiB: 16, searchMsMax: 120_000 });
    expect(await search(job('greedy'))).toEqual({ kind: 'given_up', problem: 'too_much_memory' });
    expect(await search(job('good'))).toEqual({ kind: 'searched', repair: null });
  });

  test('says nothing of a dead letter when there is no thread, and ends when it is closed', async () => {
    const { search, close } = open({ worker: program('} process.exit(1); {') });
    expect(await search(job(mendable))).toEqual({ kind: 'given_up', problem: 'unavailable' });
    await close();
    expect(await search(job(mendable))).toEqual({ kind: 'given_up', problem: 'unavailable' });
  });
});

describe('the search itself', () => {
  /** Texts that make an expression which looks again and again at the same letters take long. */
  const longText = fc
    .tuple(
      fc.constantFrom('A', 'Aa', 'a_', ' ', '.', '9', '0.', '-', '@', '/', 'Ã', '"', '[', '\\', '\u200b', 'a@', 'A '),
      fc.integer({ min: 1, max: 60_000 }),
      fc.constantFrom('', '!', 'Z', ' x', '@a.b', '\n'),
    )
    .map(([piece, length, end]) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length) + end);
  const places = ['id', 'type', 'occurredAt', 'cart_id', 'currency', 'cartId', 'extra'] as const;

  test('takes steps in proportion to a dead letter: texts of 60 kB in any place, as value and as name, are no matter', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), longText, fc.boolean(), (place, text, asName) => {
        const item = asName ? { ...mendable, [text]: { [text]: [text] } } : { ...mendable, [place]: text };
        const proposal = proposeRepair(item, { receivedAt, matcher: null });
        if (place === 'type' && !asName) expect(proposal.kind).toBe('none');
      }),
      { numRuns: 60 },
    );
  });

  test('looks at the words of 45 kB of capitals once', () => {
    const item = { ...mendable, type: 'A'.repeat(45_000) };
    expect(proposeRepair(item, { receivedAt, matcher: null }).kind).toBe('none');
  });
});
