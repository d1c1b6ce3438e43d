import { describe, expect, test } from 'vitest';
import { type ListCause, readSuppressionList } from './suppression-list.ts';

const ada = (cause: ListCause) => [{ address: 'ada@example.com', cause }];

describe('the export of a provider', () => {
  test.each<[string, string, ListCause | null, ListCause]>([
    [
      'of SendGrid',
      'status,reason,email,created\n5.1.1,"550 5.1.1 no ""ada"", sorry",Ada@Example.com,1700000000\n',
      'bounce',
      'bounce',
    ],
    [
      'of Mailgun',
      'address,code,error,created_at\r\nada@example.com,550,"no, never","Thu"\r\n',
      'complaint',
      'complaint',
    ],
    ['of Resend', '\uFEFFEmail;Origin\nada@example.com;complaint\n', null, 'complaint'],
    [
      'of SES',
      '{"SuppressedDestinationSummaries":[{"EmailAddress":"ada@example.com","Reason":"COMPLAINT","LastUpdateTime":1}]}',
      null,
      'complaint',
    ],
    ['of Mailgun’s API', '{"items":[{"address":"ada@example.com","code":"550"}],"paging":{}}', null, 'bounce'],
    ['that is a bare list', '["ada@example.com"]', 'unsubscribe', 'unsubscribe'],
  ])('%s is read', (_of, file, given, cause) => {
    expect(readSuppressionList(file, given)).toEqual({ ok: true, entries: ada(cause) });
  });

  test('of numbers is read in the form in which ours are kept', () => {
    expect(readSuppressionList('phone\n+49 151 123-456\n', 'stop')).toEqual({
      ok: true,
      entries: [{ address: '+49151123456', cause: 'stop' }],
    });
  });

  test.each([
    ['no address', 'name,age\nada,36\n'],
    ['an entry that is none', 'email\nada@example.com\nnobody\n'],
    ['broken JSON', '{"items":['],
  ])('with %s is refused as a whole, and nothing of it is repeated', (_what, file) => {
    const read = readSuppressionList(file, 'bounce');
    expect(read.ok).toBe(false);
    expect(JSON.stringify(read)).not.toMatch(/ada|nobody/);
  });

  test('without an entry is an empty list', () => {
    expect(readSuppressionList('email,reason\n', null)).toEqual({ ok: true, entries: [] });
  });
});
