import { DrizzleQueryError } from 'drizzle-orm/errors';
import { describe, expect, test } from 'vitest';
import { errorForLog } from './error-for-log.ts';

const shown = (error: unknown) => JSON.stringify(errorForLog(error));

describe('an error in the log', () => {
  test('of a query shows the query and not its parameters', () => {
    const cause = Object.assign(new Error('duplicate key value violates unique constraint "identities_key"'), {
      severity: 'ERROR',
      code: '23505',
      detail: 'Key (value)=(ann@shop.example) already exists.',
      constraint_name: 'identities_key',
    });
    const line = shown(new DrizzleQueryError('insert into "identities" values ($1)', ['ann@shop.example'], cause));
    expect(line).toContain('insert into');
    expect(line).toContain('23505');
    expect(line).toContain('identities_key');
    expect(line).not.toContain('ann@');
  });

  test('of the database hides what it could not read', () => {
    expect(
      shown(Object.assign(new Error('invalid input syntax for type uuid: "ann@shop.example"'), { severity: 'ERROR' })),
    ).not.toContain('ann@');
  });

  test('hides the password of an address', () => {
    expect(shown(new Error('cannot reach postgres://cart:secret@db:5432/x'))).not.toContain('secret');
  });

  test('keeps what a developer needs: name, message, place and cause', () => {
    const logged = errorForLog(new TypeError('no such touch', { cause: new Error('inner') }));
    expect(logged).toMatchObject({ name: 'TypeError', message: 'no such touch', cause: { message: 'inner' } });
    expect(logged.stack).toContain('error-for-log.test.ts');
  });

  test('that is no Error, and might be a person’s data, shows its kind only', () => {
    expect(errorForLog({ email: 'ann@shop.example' })).toEqual({ name: 'object', message: 'not an Error' });
  });
});
