import { createWriteStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { connectRedis } from '../../db/redis/connect.ts';
import { minuteMs } from '../../domain/duration.ts';
import { createStreamsLog } from '../../events/streams.ts';
import type { TlsOptions } from '../../runtime/identity/identity.ts';
import { Refusal } from '../store/ask-engine.ts';
import type { Manifest } from './manifest.ts';

const valkeyVersion = /^valkey_version:(\d{1,4})\./m;
const redisVersion = /^redis_version:(\d{1,4})\./m;
const snapshotSize = /^\$(\d{1,15})$/;

/** Nothing comes for so long: the server is busy with another copy, or away. */
const silenceMsMax = 5 * minuteMs;

/**
 * Copies the event log, and all else that its server keeps, as the server hands it to a replica: one moment, without holding up
 * anybody, and from wherever the server runs.
 *
 * @throws Refusal when the server makes no copies for others, as managed ones do not.
 */
export async function copyLog(url: string, file: string, tls?: TlsOptions): Promise<NonNullable<Manifest['log']>> {
  const before = await describeLog(url, tls);
  await receiveSnapshot(new URL(url), file, tls);
  return before;
}

/** The version of the server, and the newest position of each partition that has one. */
export async function describeLog(url: string, tls?: TlsOptions): Promise<NonNullable<Manifest['log']>> {
  const redis = connectRedis(url, { purpose: 'request', tls });
  try {
    const info = await redis.info('server');
    // A Valkey names a version of Redis too, and first.
    const version = (valkeyVersion.exec(info) ?? redisVersion.exec(info))?.[1];
    const log = createStreamsLog({ redis, newBlockingRedis: () => redis });
    const ends: Record<string, string> = {};
    for (let partition = 0; partition < log.partitions; partition++) {
      const end = await log.end(partition);
      if (end !== null) ends[partition] = end;
    }
    return { major: Number(version ?? 0), ends };
  } finally {
    redis.disconnect();
  }
}

/** The protocol of replication as far as the first snapshot: `$<bytes>`, then the file; blank lines mean "wait". */
function receiveSnapshot(url: URL, file: string, tls: TlsOptions | undefined): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = open(url, tls);
  const out = createWriteStream(file, { mode: 0o600, flush: true });
  let head: Buffer | null = Buffer.alloc(0);
  let missing = 0;
  const fail = (error: Error): void => {
    socket.destroy();
    out.destroy();
    reject(error);
  };
  const take = (chunk: Buffer): void => {
    const part = chunk.subarray(0, missing);
    missing -= part.length;
    if (!out.write(part)) {
      socket.pause();
      out.once('drain', () => socket.resume());
    }
    if (missing > 0) return;
    socket.destroy();
    out.end(resolve);
  };
  socket.setTimeout(silenceMsMax, () => fail(new Refusal('The server of the event log hands out no copy.')));
  socket.once('error', fail);
  out.once('error', fail);
  socket.once('close', () => {
    if (missing > 0 || head !== null) fail(new Refusal('The server of the event log broke its copy off.'));
  });
  socket.on('data', (chunk: Buffer) => {
    if (head === null) return missing > 0 ? take(chunk) : undefined;
    head = Buffer.concat([head, chunk]);
    for (let end = head.indexOf('\n'); end !== -1; end = head.indexOf('\n')) {
      const line = head.subarray(0, end).toString('latin1').trim();
      const rest = head.subarray(end + 1);
      head = rest;
      if (line === '' || line.startsWith('+')) continue;
      const bytes = snapshotSize.exec(line)?.[1];
      if (bytes === undefined)
        return fail(new Refusal(`The server of the event log makes no copy: ${line.slice(0, 80)}`));
      missing = Number(bytes);
      head = null;
      return take(rest);
    }
  });
  const { username, password } = url;
  const login = [username || 'default', password].map(decodeURIComponent);
  if (password) socket.write(command('AUTH', ...login));
  socket.write(command('SYNC'));
  return promise;
}

function open(url: URL, tls: TlsOptions | undefined): Socket {
  const place = { host: url.hostname, port: Number(url.port || 6_379) };
  return url.protocol === 'rediss:' ? connectTls({ ...place, servername: url.hostname, ...tls }) : connect(place);
}

function command(...words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
}
