import { randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';

/** Eight hexadecimal digits behind the name that a login had at first. */
const generation = /_[0-9a-f]{8}$/;
const passwordBytes = 24;

export interface NewLogin {
  readonly login: string;
  readonly password: string;
}

/**
 * Makes a login that stands in the same roles as another one, with a password of its own: it has its rights by membership alone, and
 * both work until the old one is dropped. A new password for the same login would refuse every process that has not read it yet.
 * `admin` may make roles and give away those of the old login.
 */
export async function makeLoginLike(admin: Sql, old: string): Promise<NewLogin> {
  const groups = await admin<{ role: string; inherit: boolean; set: boolean }[]>`
    select quote_ident(held.rolname) as role, m.inherit_option as inherit, m.set_option as set
    from pg_auth_members m join pg_roles held on held.oid = m.roleid join pg_roles member on member.oid = m.member
    where member.rolname = ${old}`;
  const login = `${old.replace(generation, '')}_${randomBytes(4).toString('hex')}`;
  const password = randomBytes(passwordBytes).toString('hex');
  await admin.begin(async (sql) => {
    // Passwords and names cannot be parameters of these; both are ours, without a quote in them.
    await sql.unsafe(
      `create role "${login}" login nosuperuser nobypassrls nocreatedb nocreaterole password '${password}'`,
    );
    for (const { role, inherit, set } of groups)
      await sql.unsafe(`grant ${role} to "${login}" with inherit ${inherit}, set ${set}`);
  });
  return { login, password };
}

/** Drops a login that nobody is connected with any more. Returns how many still are: then it stays. */
export async function dropLogin(admin: Sql, login: string): Promise<number> {
  const [held] = await admin<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity where usename = ${login}`;
  if (held && held.count > 0) return held.count;
  await admin`drop role if exists ${admin(login)}`;
  return 0;
}
