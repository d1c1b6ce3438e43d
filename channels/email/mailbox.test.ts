import { describe, expect, test } from 'vitest';
import { isPlainAddress, readMailbox } from './mailbox.ts';

describe('a mailbox', () => {
  test.each([
    ['shop@example.com', '', 'shop@example.com'],
    ['<shop@example.com>', '', 'shop@example.com'],
    ['Shop <shop@example.com>', 'Shop', 'shop@example.com'],
    ['"Foo, Inc. (Billing)" <shop@example.com>', 'Foo, Inc. (Billing)', 'shop@example.com'],
    ['Foo, Inc. (Billing) <shop@example.com>', 'Foo, Inc. (Billing)', 'shop@example.com'],
    ['"Töpfe, \\"gut\\" & Co" <shop@example.com>', 'Töpfe, "gut" & Co', 'shop@example.com'],
  ])('%s has its name and its address', (mailbox, name, address) => {
    expect(readMailbox(mailbox)).toEqual({ name, address });
  });

  test.each([
    '"a@evil.example x"@shop.example',
    'Shop <"a@evil.example x"@shop.example>',
    'a(comment)@shop.example',
    'a@shop.example, b@shop.example',
    'Shop <a@shop.example>, <b@shop.example>',
    'Shop\r\nBcc: all@shop.example <a@shop.example>',
    'a@[192.0.2.1]',
    'a@b@shop.example',
    'nobody',
    '',
  ])('%s is none: readers differ about it (field 46)', (mailbox) => {
    expect(readMailbox(mailbox)).toBeUndefined();
    expect(isPlainAddress(mailbox)).toBe(false);
  });
});
