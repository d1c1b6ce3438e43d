import type { Sql } from 'postgres';
import { connectPostgres } from './connect.ts';

/** The three ways into one database, each with the rights of its role and no more. */
export interface DatabaseUrls {
  /** Owner of the tables: migrations only. */
  readonly ownerUrl: string;
  /** Inside `cart_app`: sees one store at a time, by row-level security. */
  readonly appUrl: string;
  /** Inside `cart_engine`, and able to become `cart_pipeline`: work that goes over stores. */
  readonly engineUrl: string;
}

/**
 * Logins, the group whose rights they have, and a role that they may become but do not inherit; none may pass row-level
 * security or is a superuser. `cart_lookup` owns the look-up functions, so the owner has to be able to give them to it.
 */
const logins = [
  { login: 'cart_owner', group: undefined, becomes: 'cart_lookup', url: 'ownerUrl' },
  { login: 'cart_app_login', group: 'cart_app', becomes: undefined, url: 'appUrl' },
  { login: 'cart_engine_login', group: 'cart_engine', becomes: 'cart_pipeline', url: 'engineUrl' },
] as const;

/**
 * Creates the roles (once per server) and an empty database that belongs to `cart_owner`, as a superuser.
 * What exists already stays; the passwords are set anew, so they may change between starts.
 */
export async function createDatabase(
  superuserUrl: string,
  { database, password }: { database: string; password: string },
): Promise<DatabaseUrls> {
  const admin = connectPostgres(superuserUrl, { maxConnections: 1, applicationName: 'create-database' });
  try {
    await createRoles(admin, password);
    const [existing] = await admin`select from pg_database where datname = ${database}`;
    if (!existing) await admin`create database ${admin(database)} owner cart_owner`;
  } finally {
    await admin.end({ timeout: 5 });
  }
  return databaseUrls(superuserUrl, database, password);
}

/**
 * Gives the superuser of an embedded server the password of now, if it still has one of those before: they are turned while the
 * server does not run. With none of them, connecting says what is wrong.
 */
export async function turnSuperuser(
  superuserUrl: string,
  { password, earlier }: { readonly password: string; readonly earlier: readonly string[] },
): Promise<void> {
  for (const one of [password, ...earlier]) {
    const admin = connectPostgres(Object.assign(new URL(superuserUrl), { password: one }).href, {
      ...{ maxConnections: 1, applicationName: 'turn-superuser' },
    });
    try {
      if (one === password) await admin`select 1`;
      else await admin.unsafe(`alter role current_user password '${password.replaceAll("'", "''")}'`);
      return;
    } catch (error) {
      if (!isRefusedPassword(error)) throw error;
    } finally {
      await admin.end({ timeout: 5 });
    }
  }
}

function isRefusedPassword(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '28P01';
}

/** The same logins on another database of the same server. */
export function databaseUrls(serverUrl: string, database: string, password: string): DatabaseUrls {
  const as = (login: string): string => {
    const url = new URL(serverUrl);
    url.username = login;
    url.password = password;
    url.pathname = `/${database}`;
    return url.href;
  };
  return { ownerUrl: as('cart_owner'), appUrl: as('cart_app_login'), engineUrl: as('cart_engine_login') };
}

async function createRoles(admin: Sql, password: string): Promise<void> {
  for (const { login, group, becomes } of logins) {
    if (group) await createRole(admin, group, 'nologin');
    if (becomes) await createRole(admin, becomes, 'nologin');
    await createRole(admin, login, 'login nosuperuser nobypassrls nocreatedb nocreaterole');
    // Passwords cannot be parameters of this statement; ours are base64url or hex, never with a quote.
    await admin.unsafe(`alter role ${login} password '${password.replaceAll("'", "''")}'`);
    if (group) await admin.unsafe(`grant ${group} to ${login}`);
    if (becomes) await admin.unsafe(`grant ${becomes} to ${login} with inherit false, set true`);
  }
}

async function createRole(admin: Sql, role: string, attributes: string): Promise<void> {
  const [existing] = await admin`select from pg_roles where rolname = ${role}`;
  if (!existing) await admin.unsafe(`create role ${role} ${attributes}`);
}
