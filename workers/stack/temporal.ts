import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { defaultNamespace } from '../temporal-connection.ts';
import { searchAttributes } from './search-attributes.ts';
import type { ServerPaths } from './server-paths.ts';
import { type ServerCrash, type ServerProcess, startServerProcess } from './server-process.ts';

export interface TemporalServer extends ServerProcess {
  /** host:port of the gRPC frontend. */
  readonly address: string;
  /** `undefined` when started without its UI. */
  readonly uiUrl: string | undefined;
}

export interface TemporalServerOptions {
  readonly binary: string;
  readonly paths: ServerPaths;
  readonly port: number;
  /** `undefined` starts no UI. */
  readonly uiPort: number | undefined;
  readonly namespace?: string;
  /** False only for tests: then everything is kept in memory. */
  readonly durable?: boolean;
  /** Further settings of the server by name, as JSON; only tests have some, to wait less. */
  readonly dynamicConfig?: Readonly<Record<string, string>>;
  readonly onCrash?: (crash: ServerCrash) => void;
}

const probeTimeoutMs = 2_000;

/** Starts the embedded Temporal server and its UI; the state is in a file, so waiting recoveries outlive a restart. */
export async function startTemporal({
  binary,
  paths,
  port,
  uiPort,
  namespace = defaultNamespace,
  durable = true,
  dynamicConfig = {},
  onCrash,
}: TemporalServerOptions): Promise<TemporalServer> {
  const file = join(paths.dataDir, 'temporal.db');
  const args = [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    ...['--namespace', namespace],
    ...(durable ? ['--db-filename', file] : []),
    ...searchAttributes.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
    // Without it the fairness keys of our starts say nothing, and a queue is first come, first served.
    ...['--dynamic-config-value', 'matching.enableFairness=true'],
    // It takes turns within a partition of a queue only, and several are for several servers.
    ...['--dynamic-config-value', 'matching.numTaskqueueReadPartitions=1'],
    ...['--dynamic-config-value', 'matching.numTaskqueueWritePartitions=1'],
    ...Object.entries(dynamicConfig).flatMap(([name, value]) => ['--dynamic-config-value', `${name}=${value}`]),
    ...['--log-level', 'warn', '--log-format', 'json'],
    // A person's own settings file for another server must not reach ours.
    ...['--config-file', join(paths.dataDir, 'temporal.toml'), '--disable-config-env'],
  ];
  const address = `127.0.0.1:${port}`;
  const server = await startServerProcess({
    name: 'Temporal',
    command: binary,
    args,
    logFile: paths.logFile,
    pidFile: paths.pidFile,
    isReady: () => knowsNamespace(address, namespace),
    onCrash,
  });
  return { ...server, address, uiUrl: uiPort === undefined ? undefined : `http://localhost:${uiPort}` };
}

/** The port opens before the namespace and its search attributes exist; only with them can workflows start. */
async function knowsNamespace(address: string, namespace: string): Promise<boolean> {
  const connection = Connection.lazy({ address, connectTimeout: probeTimeoutMs });
  try {
    return await connection.withDeadline(Date.now() + probeTimeoutMs, async () => {
      await connection.workflowService.describeNamespace({ namespace });
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      return searchAttributes.every((name) => name in customAttributes);
    });
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}
