/** Pages in a process of their own: opens connections, counts what comes, and how late. */
import { WebSocket } from 'ws';
import { connectRedis } from '../../../db/redis/connect.ts';
import { redisKeys } from '../../../db/redis/keys.ts';
import { nowUs, type ReaderOptions, type ReaderReport } from './messages.ts';

const openTogether = 200;
const sampleEvery = 7;
/** The time of publishing travels as the amount of the cart. */
const publishedAt = /"valueMinor":(\d+)/;

let messages = 0;
let latenciesMs: number[] = [];
let streamLatenciesMs: number[] = [];
const connectMs: number[] = [];
const latencyOf = (text: string): number => (nowUs() - Number(publishedAt.exec(text)?.[1])) / 1_000;

process.on('message', (message) => {
  if (message === 'count') process.send?.(messages);
  else if (message === 'report') report();
  else void open(message as ReaderOptions);
});

function report(): void {
  const told: ReaderReport = { messages, latenciesMs, streamLatenciesMs };
  process.send?.(told);
  messages = 0;
  latenciesMs = [];
  streamLatenciesMs = [];
}

async function open({ addresses, subscribes, stream }: ReaderOptions): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(openTogether, addresses.length) }, async () => {
      for (let address = addresses[next++]; address !== undefined; address = addresses[next++])
        await connect(address, subscribes);
    }),
  );
  if (stream) void readStream(stream);
  process.send?.(connectMs);
}

function connect(address: string, subscribes: boolean): Promise<void> {
  const since = performance.now();
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, { perMessageDeflate: false });
    socket.once('error', reject);
    socket.once('open', () => {
      connectMs.push(performance.now() - since);
      if (subscribes) socket.send('{"type":"subscribe","room":"store"}');
      else resolve();
    });
    socket.on('message', (data: Buffer) => {
      // `{"type":"events"…` or another: the rest is read of a sample only, so that this process is not what is measured.
      if (data[9] === 0x65) take(data);
      else if (data[9] === 0x73) resolve();
    });
  });
}

function take(data: Buffer): void {
  messages += 1;
  if (messages % sampleEvery === 0) latenciesMs.push(latencyOf(data.toString('latin1')));
}

/** The bare way of the same entries: a waiting read and nothing else. */
async function readStream({ redisUrl, storeId }: NonNullable<ReaderOptions['stream']>): Promise<void> {
  const redis = connectRedis(redisUrl, { purpose: 'blocking' });
  for (let id = '$'; ; ) {
    const reply = (await redis.xread('BLOCK', 0, 'STREAMS', redisKeys.live(storeId), id)) as
      | [string, [string, string[]][]][]
      | null;
    for (const [entryId, fields] of reply?.[0]?.[1] ?? []) {
      streamLatenciesMs.push(latencyOf(fields[1] ?? ''));
      id = entryId;
    }
  }
}
