import { expect, onTestFinished } from 'vitest';
import { test } from '../../test/fixtures.ts';
import { missingRoles } from './check-roles.ts';
import { connectPostgres } from './connect.ts';
import { migratePostgres } from './migrate.ts';

test('a database of other migrations is refused with the next step, and left as it is', async ({ database }) => {
  const sql = connectPostgres(database.ownerUrl, { maxConnections: 1, applicationName: 'test' });
  await migratePostgres(database.ownerUrl);
  await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of an unreleased version', 1)`;
  await expect(migratePostgres(database.ownerUrl)).rejects.toThrow('npm run reset');

  await sql`update drizzle.__drizzle_migrations set created_at = 9999999999999 where hash = 'of an unreleased version'`;
  await expect(migratePostgres(database.ownerUrl), 'a newer version of the engine came first').resolves.toBeUndefined();
  await sql.end({ timeout: 5 });
});

test('a server that was set up for an earlier version is told the SQL for what it lacks', async ({ database }) => {
  const owner = connectPostgres(database.ownerUrl, { maxConnections: 1, applicationName: 'test' });
  // The roles belong to the server that other files share, so a login that was granted less stands for such an owner.
  const other = connectPostgres(database.appUrl, { maxConnections: 1, applicationName: 'test' });
  onTestFinished(async () => {
    await Promise.all([owner.end({ timeout: 5 }), other.end({ timeout: 5 })]);
  });
  expect(await missingRoles(owner)).toBeNull();
  expect(await missingRoles(other)).toBe('GRANT cart_lookup TO cart_owner WITH INHERIT FALSE, SET TRUE;');
});
