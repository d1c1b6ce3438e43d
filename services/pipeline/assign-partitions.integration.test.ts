import { randomUUID } from 'node:crypto';
import { describe, expect, vi } from 'vitest';
import { connectRedis } from '../../db/redis/connect.ts';
import { test as base } from '../../test/fixtures.ts';
import { assignPartitions, type PartitionAssignment } from './assign-partitions.ts';

interface Member {
  readonly share: PartitionAssignment;
  /** Falls silent without a word, as a killed process does. */
  kill(): void;
}

const test = base.extend('join', async ({ redis }, { onCleanup }) => {
  const group = randomUUID();
  const ends: (() => Promise<void> | void)[] = [];
  onCleanup(async () => {
    for (const end of ends) await end();
  });
  return (): Member => {
    const connection = connectRedis(redis.url, { purpose: 'request' });
    const share = assignPartitions({
      redis: connection,
      group,
      partitions: 12,
      onFailure: () => {},
      heartbeatMs: 20,
      sessionTimeoutMs: 300,
    });
    ends.push(
      () => share.stop(),
      () => connection.disconnect(),
    );
    return { share, kill: () => connection.disconnect() };
  };
});

describe('sharing partitions', () => {
  test('gives everything to one who is alone', async ({ join }) => {
    const { share } = join();
    await eventually(() => expect(ownedBy(share)).toHaveLength(12));
  });

  test('divides fairly among three, each partition to one', async ({ join }) => {
    const members = [join(), join(), join()];
    await eventually(() => {
      expect(members.map(({ share }) => ownedBy(share).length)).toEqual([4, 4, 4]);
      expect(new Set(members.flatMap(({ share }) => ownedBy(share))).size).toBe(12);
    });
  });

  test('gives the partitions of one who fell silent to the others', async ({ join }) => {
    const [killed, ...others] = [join(), join(), join()];
    await eventually(() => expect(others.map(({ share }) => ownedBy(share).length)).toEqual([4, 4]));
    killed?.kill();
    await eventually(() => expect(new Set(others.flatMap(({ share }) => ownedBy(share))).size).toBe(12));
  });

  test('keeps what it has while it cannot hear the others', async ({ join }) => {
    const { share, kill } = join();
    await eventually(() => expect(ownedBy(share)).toHaveLength(12));
    kill();
    await share.stop();
    expect(ownedBy(share)).toHaveLength(12);
  });

  test('tells the holder of a partition when it goes to another', async ({ join }) => {
    const { share } = join();
    const held = await Promise.all(
      Array.from({ length: 12 }, (_, partition) => share.acquire(partition, new AbortController().signal)),
    );
    join();
    await eventually(() => expect(held.filter(({ aborted }) => aborted)).toHaveLength(6));
  });

  test('ends the wait for a partition when nobody wants it any more', async ({ join }) => {
    const members = [join(), join()];
    await eventually(() => expect(members.map(({ share }) => ownedBy(share).length)).toEqual([6, 6]));
    const ending = new AbortController();
    const foreign = ownedBy(members[1]?.share)[0] ?? -1;
    const waiting = members[0]?.share.acquire(foreign, ending.signal);
    ending.abort();
    expect((await waiting)?.aborted).toBe(true);
  });
});

function ownedBy(share: PartitionAssignment | undefined): readonly number[] {
  return Array.from({ length: 12 }, (_, partition) => partition).filter((partition) => share?.owns(partition));
}

/** However busy the machine is: the members of a group hear each other in their own time. */
function eventually(assertion: () => void): Promise<void> {
  return vi.waitFor(assertion, { timeout: 60_000 });
}
