import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTraceparent, traceIdIn } from './trace-context.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';
const valid = `00-${traceId}-${parentId}-01`;
const zeros = (count: number) => '0'.repeat(count);

describe('a traceparent', () => {
  test.each([valid, `00-${traceId}-${parentId}-00`, `00-${traceId}-${parentId}-ff`])(
    '%s is carried as it came',
    (text) => {
      expect(parseTraceparent(text)).toBe(text);
    },
  );

  test('names its trace', () => {
    expect(traceIdIn(valid)).toEqual({ traceId });
    expect(traceIdIn(null)).toEqual({});
  });

  test.each([
    ['nothing', undefined],
    ['empty', ''],
    ['a list, as a header that came twice', [valid, valid]],
    ['two in one header', `${valid}, ${valid}`],
    ['a trace of zeros', `00-${zeros(32)}-${parentId}-01`],
    ['a parent of zeros', `00-${traceId}-${zeros(16)}-01`],
    ['upper case', valid.toUpperCase()],
    ['the forbidden version', `ff-${traceId}-${parentId}-01`],
    ['a version that is not known', `01-${traceId}-${parentId}-01`],
    ['more behind the flags', `${valid}-what`],
    ['a line break behind it', `${valid}\n`],
    ['a line break in place of a flag', `00-${traceId}-${parentId}-0\n`],
    ['white space around it', ` ${valid}`],
    ['no flags', `00-${traceId}-${parentId}`],
    ['other dashes', valid.replaceAll('-', '_')],
  ])('is ignored: %s', (_, header) => {
    expect(parseTraceparent(header)).toBeUndefined();
  });

  test('is never an error, and what is carried is always one', () => {
    const nearly = fc.stringMatching(/^0[0-9a-f]-[0-9a-fA-F]{31,33}-[0-9a-f]{15,17}-[0-9a-f]{1,3}$/);
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), nearly), (header) => {
        const carried = parseTraceparent(header);
        if (carried === undefined) return;
        const [version, trace = '', parent = '', flags, ...more] = carried.split('-');
        expect([version, trace.length, parent.length, flags?.length, more]).toEqual(['00', 32, 16, 2, []]);
        expect(carried).toBe(header);
        expect(BigInt(`0x${trace}`) > 0n && BigInt(`0x${parent}`) > 0n).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
