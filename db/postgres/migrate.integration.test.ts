import { expect } from 'vitest';
import { test } from '../../test/fixtures.ts';
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
