import { describe, expect, onTestFinished } from 'vitest';
import { test } from '../../test/fixtures.ts';
import { connectRedis, renewConnection } from './connect.ts';

/** So many that something is always under way. */
const workers = 50;
const renewals = 10;

describe('a connection that is made anew', () => {
  test('loses no command and does none twice, alone, together, or as a transaction', async ({ redis }) => {
    const connection = connectRedis(redis.url, { purpose: 'request' });
    onTestFinished(() => connection.disconnect());
    await connection.ping();
    let connections = 1;
    connection.on('ready', () => {
      connections += 1;
    });
    const work = async (): Promise<void> => {
      while (connections <= renewals) {
        await connection.incr('alone');
        await connection.pipeline().incr('together').incr('together').exec();
        await connection.multi().incr('transaction').incr('transaction').exec();
        done += 1;
      }
    };
    let done = 0;
    const working = Promise.all(Array.from({ length: workers }, work));
    for (let renewal = 0; renewal < renewals; renewal += 1) {
      const again = new Promise((resolve) => connection.once('ready', resolve));
      await renewConnection(connection);
      await again;
    }
    await working;
    expect(await connection.mget('alone', 'together', 'transaction')).toEqual([done, 2 * done, 2 * done].map(String));
  });

  test('lets a read that waits have its answer first', async ({ redis }) => {
    const [reader, writer] = [
      connectRedis(redis.url, { purpose: 'blocking' }),
      connectRedis(redis.url, { purpose: 'request' }),
    ];
    onTestFinished(() => {
      reader.disconnect();
      writer.disconnect();
    });
    const before = await reader.client('ID');
    const waiting = reader.xread('BLOCK', 60_000, 'STREAMS', 'awaited', '$');
    const renewed = renewConnection(reader);
    await expect.poll(() => writer.client('LIST')).toContain('cmd=xread');
    await writer.xadd('awaited', '*', 'field', 'value');
    expect(await waiting).toMatchObject([['awaited', [[expect.any(String), ['field', 'value']]]]]);
    await renewed;
    expect(await reader.client('ID')).not.toBe(before);
  });

  test('listens to its channels again', async ({ redis }) => {
    const [subscriber, writer] = [
      connectRedis(redis.url, { purpose: 'blocking' }),
      connectRedis(redis.url, { purpose: 'request' }),
    ];
    onTestFinished(() => {
      subscriber.disconnect();
      writer.disconnect();
    });
    await subscriber.subscribe('news');
    const heard: string[] = [];
    subscriber.on('message', (_channel, text) => heard.push(text));
    const again = new Promise((resolve) => subscriber.once('ready', resolve));
    await renewConnection(subscriber);
    await again;
    await expect.poll(() => writer.publish('news', 'of today')).toBe(1);
    await expect.poll(() => heard).toContain('of today');
  });
});
