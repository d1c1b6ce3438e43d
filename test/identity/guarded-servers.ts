import { chownSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { createDatabase, type DatabaseUrls } from '../../db/postgres/create-database.ts';
import { migratePostgres } from '../../db/postgres/migrate.ts';
import type { CertificateFiles } from '../../runtime/identity/certificate-files.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { startPostgres } from '../../workers/stack/postgres.ts';
import { serverPaths } from '../../workers/stack/server-paths.ts';

/** A PostgreSQL that lets nobody in without a certificate of its authority and a login. */
export interface GuardedPostgres {
  readonly urls: DatabaseUrls;
  readonly superuserUrl: string;
  /** Reads its certificate anew. */
  reload(): Promise<void>;
  /** Connections of the engine, each with the serial number of the certificate that it was made with. */
  callers(): Promise<readonly { readonly pid: number; readonly serial: string }[]>;
  stop(): Promise<void>;
}

/** Of the superuser, from this test alone: it sets the server up, and looks at who is connected. */
const accessOf = (clients: string): string => `host all postgres 127.0.0.1/32 scram-sha-256\n${clients}\n`;

export async function startGuardedPostgres(
  folder: string,
  renew: (owner: (files: CertificateFiles) => void) => Promise<CertificateFiles>,
): Promise<GuardedPostgres> {
  const paths = serverPaths(folder, 'postgres');
  const server = await startPostgres({ paths, port: await anyFreePort(), password: 'hunter2', durable: false });
  const urls = await createDatabase(server.superuserUrl, { database: 'guarded', password: 'hunter2' });
  await migratePostgres(urls.ownerUrl);
  const cluster = join(paths.dataDir, 'cluster');
  const { uid, gid } = statSync(cluster);
  // Its key may be read by its own user only.
  const own = (files: CertificateFiles): void => {
    for (const file of Object.values(files)) chownSync(file, uid, gid);
  };
  const files = await renew(own);
  const access = join(cluster, 'pg_hba.conf');
  writeFileSync(access, accessOf('hostssl all all 127.0.0.1/32 scram-sha-256 clientcert=verify-ca'));
  const admin = connectPostgres(server.superuserUrl, { maxConnections: 1, applicationName: 'rehearsal' });
  const set = (name: string, value: string) => admin.unsafe(`alter system set ${name} = '${value}'`);
  await set('ssl_cert_file', files.cert);
  await set('ssl_key_file', files.key);
  await set('ssl_ca_file', files.ca);
  await set('ssl', 'on');
  await admin`select pg_reload_conf()`;
  return {
    urls,
    superuserUrl: server.superuserUrl,
    async reload() {
      await renew(own);
      await admin`select pg_reload_conf()`;
    },
    callers: () => admin<{ pid: number; serial: string }[]>`
      select pid, client_serial::text as serial
      from pg_stat_ssl join pg_stat_activity using (pid)
      where ssl and application_name like 'cart-recovery%'`,
    async stop() {
      await admin.end({ timeout: 5 });
      await server.stop();
    },
  };
}
