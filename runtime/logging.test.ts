import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { loggerOptions } from './logging.ts';
import { prettyStream } from './pretty-stream.ts';

function logged(fields: object): string {
  const lines: string[] = [];
  pino(loggerOptions({ level: 'info', role: 'test' }), { write: (line: string) => void lines.push(line) }).info(
    fields,
    'said',
  );
  return lines.join('');
}

describe('log', () => {
  test('people and keys are blotted out, ids stay', () => {
    const line = logged({
      storeId: 's1',
      email: 'ann@shop.example',
      customer: { phone: '+15005550006', id: 'c1' },
      request: { headers: { authorization: 'Bearer x' } },
    });
    expect(line).toContain('s1');
    expect(line).toContain('c1');
    for (const secret of ['ann@', '+1500', 'Bearer']) expect(line).not.toContain(secret);
  });

  test('a person at a terminal reads message and fields on one line', () => {
    const shown: string[] = [];
    prettyStream({ write: (text) => shown.push(text) }).write(logged({ cartId: 'c1' }));
    expect(shown.join('')).toMatch(/said.*cartId=c1/);
  });
});
