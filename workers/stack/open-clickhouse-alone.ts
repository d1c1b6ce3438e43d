import { join } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import { connectClickhouse } from '../../db/clickhouse/connect.ts';
import { migrateClickhouse } from '../../db/clickhouse/migrate.ts';
import type { Config } from '../../runtime/config.ts';
import { claimFolder } from './claim-folder.ts';
import { openClickhouse } from './clickhouse.ts';

/**
 * Opens the ClickHouse of this installation for a command of its own, at the newest migration: the server, or the embedded
 * engine when nobody else has it.
 *
 * @throws StackError when an engine runs on the data folder: only one process may open the embedded one.
 */
export async function openClickhouseAlone({
  clickhouseUrl,
  dataDir,
}: Pick<Config, 'clickhouseUrl' | 'dataDir'>): Promise<ClickHouseClient> {
  if (!clickhouseUrl) claimFolder(dataDir);
  const clickhouse = clickhouseUrl
    ? connectClickhouse(clickhouseUrl, { applicationName: 'cart-recovery-command' })
    : await openClickhouse(join(dataDir, 'clickhouse'));
  await migrateClickhouse(clickhouse);
  return clickhouse;
}
