import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { findNotedProcess } from '../../workers/stack/process-identity.ts';
import { serverPaths } from '../../workers/stack/server-paths.ts';
import { startServerProcess } from '../../workers/stack/server-process.ts';
import { fetchKafka } from './fetch-kafka.ts';
import { type Login, prepareSecureListener, type SecureListener } from './secure-listener.ts';

const run = promisify(execFile);

/** One broker for tests and measurements, alone in its cluster. */
export interface KafkaBroker {
  /** `host:port` */
  readonly address: string;
  /** Of the process that runs now; undefined while it is down. A broker that is killed comes back by itself. */
  pid(): number | undefined;
  /** The listener that asks for a login; only where one was wanted. */
  readonly secure: { readonly address: string; readonly caFile: string } | undefined;
  stop(): Promise<void>;
}

/** Enough for a broker with a few topics; the page cache does the rest. */
const heapMax = '512m';
const connectTimeoutMs = 500;
/** 22 characters of base64url, as the broker wants it; it is alone, so any will do. */
const clusterId = 'Y2FydC1yZWNvdmVyeS10ZQ';

/** Starts a broker (KRaft, no ZooKeeper) that keeps its data in `folder`, fetching Kafka first when it is not there. */
export async function startKafka(folder: string, { login }: { readonly login?: Login } = {}): Promise<KafkaBroker> {
  const { java, libs } = await fetchKafka();
  const paths = serverPaths(folder, 'kafka');
  const [port, controllerPort, securePort] = [await anyFreePort(), await anyFreePort(), await anyFreePort()];
  const secured = login && (await prepareSecureListener(java, paths.dataDir, login));
  const config = join(paths.dataDir, 'server.properties');
  const logging = join(paths.dataDir, 'log4j2.properties');
  writeFileSync(
    config,
    properties({ port, controllerPort, securePort, secured, dataDir: join(paths.dataDir, 'data') }),
  );
  writeFileSync(logging, loggingProperties);
  const jvm = ['-cp', join(libs, '*'), `-Xmx${heapMax}`, `-Dlog4j2.configurationFile=${logging}`];
  if (!existsSync(join(paths.dataDir, 'data'))) {
    mkdirSync(join(paths.dataDir, 'data'));
    await run(java, [
      ...jvm,
      'kafka.tools.StorageTool',
      'format',
      '--cluster-id',
      clusterId,
      '--config',
      config,
      ...(secured?.formatArguments ?? []),
    ]);
  }
  const server = await startServerProcess({
    name: 'Kafka',
    command: java,
    args: [...jvm, '-XX:+UseG1GC', 'kafka.Kafka', config],
    logFile: paths.logFile,
    pidFile: paths.pidFile,
    isReady: () => accepts(port),
  });
  return {
    address: `127.0.0.1:${port}`,
    secure: secured && { address: `127.0.0.1:${securePort}`, caFile: secured.caFile },
    pid: () => findNotedProcess(paths.pidFile),
    stop: server.stop,
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: connectTimeoutMs });
    const answer = (ready: boolean): void => {
      socket.destroy();
      resolve(ready);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}

function properties({
  port,
  controllerPort,
  securePort,
  secured,
  dataDir,
}: {
  port: number;
  controllerPort: number;
  securePort: number;
  secured: SecureListener | undefined;
  dataDir: string;
}): string {
  const open = [`PLAINTEXT://127.0.0.1:${port}`, ...(secured ? [`SASL_SSL://127.0.0.1:${securePort}`] : [])];
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: [...open, `CONTROLLER://127.0.0.1:${controllerPort}`].join(),
    'advertised.listeners': open.join(),
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL',
    ...secured?.properties,
    'log.dirs': dataDir,
    'auto.create.topics.enable': 'false',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
    // A broker that was killed may come back as soon as its old self is forgotten.
    'broker.session.timeout.ms': '2000',
    'broker.heartbeat.interval.ms': '500',
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

const loggingProperties = `status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d %p %m (%c)%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
`;
