import type { Sql } from 'postgres';

/** The roles of `create-database.ts` that a server which was set up for an earlier version may lack. */
const needed = [
  { role: 'cart_app', of: 'cart_app_login', inherited: true },
  { role: 'cart_engine', of: 'cart_engine_login', inherited: true },
  { role: 'cart_pipeline', of: 'cart_engine_login', inherited: false },
  { role: 'cart_lookup', of: 'cart_owner', inherited: false },
] as const;

type Needed = (typeof needed)[number];

/** Finds what the server lacks of the roles, as the SQL that a superuser has to run; null: nothing. */
export async function missingRoles(owner: Sql): Promise<string | null> {
  const there = await owner<{ role: string; granted: boolean }[]>`
    select rolname as role, pg_has_role(rolname, 'set') as granted from pg_roles
    where rolname = any (${needed.map(({ role }) => role)})`;
  const missing = needed.filter(({ role, of }) => {
    const found = there.find((known) => known.role === role);
    // Only of itself can the owner tell whether it may become a role.
    return !found || (of === 'cart_owner' && !found.granted);
  });
  if (missing.length === 0) return null;
  return missing.flatMap((role) => creation(role, there)).join('\n');
}

function creation({ role, of, inherited }: Needed, there: readonly { readonly role: string }[]): readonly string[] {
  const create = there.some((known) => known.role === role) ? [] : [`CREATE ROLE ${role} NOLOGIN;`];
  return [...create, `GRANT ${role} TO ${of} WITH INHERIT ${inherited ? 'TRUE' : 'FALSE'}, SET TRUE;`];
}
