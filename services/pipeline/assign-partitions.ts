import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';

/** Which partitions of the log this process follows. Asked again and again, because others come and go. */
export interface PartitionAssignment {
  owns(partition: number): boolean;
  /** Waits until the partition is ours. The signal that it returns aborts when it is not any more, or with `until`. */
  acquire(partition: number, until: AbortSignal): Promise<AbortSignal>;
  /** Leaves at once, so that the others need not wait for the silence. */
  stop(): Promise<void>;
}

export interface AssignPartitionsOptions {
  readonly redis: Pick<Redis, 'eval' | 'zrem'>;
  /** Those who share: the same name, the same partitions. */
  readonly group: string;
  readonly partitions: number;
  /** The others were not heard; the share stays as it is. */
  readonly onFailure: (error: unknown) => void;
  readonly onChange?: (owned: readonly number[], members: number) => void;
  readonly heartbeatMs?: number;
  /** A member that is silent for so long is gone. */
  readonly sessionTimeoutMs?: number;
}

const heartbeatDefaultMs = 1_000;
const sessionTimeoutDefaultMs = 4_000;

/** Says "I am here", drops members that are silent, and returns who is here. The clock is the server's. */
const register = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZRANGE', KEYS[1], 0, -1)`;

/**
 * Divides the partitions fairly among the processes of a group: each sees who is here and takes its turn in the list,
 * so all come to the same division without talking about it. While they see different lists a partition may be followed
 * twice, which the position in PostgreSQL makes harmless (the second finds it moved), or by nobody for a heartbeat.
 * Whoever cannot hear the others keeps what it has: rather twice than not at all.
 */
export function assignPartitions({
  redis,
  group,
  partitions,
  onFailure,
  onChange = () => {},
  heartbeatMs = heartbeatDefaultMs,
  sessionTimeoutMs = sessionTimeoutDefaultMs,
}: AssignPartitionsOptions): PartitionAssignment {
  const key = `{${group}}:members`;
  const member = randomUUID();
  const held = new Map<number, AbortController>();
  let members = '';
  let stopped = false;
  let changed = Promise.withResolvers<void>();
  let lastHeartbeat = heartbeat();
  const timer = setInterval(() => {
    lastHeartbeat = lastHeartbeat.then(heartbeat);
  }, heartbeatMs);

  return {
    owns: (partition) => held.has(partition),
    async acquire(partition, until) {
      while (!held.has(partition) && !until.aborted) await changeOr(until);
      const lost = held.get(partition)?.signal;
      return lost ? AbortSignal.any([lost, until]) : until;
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await lastHeartbeat;
      await redis.zrem(key, member).catch(onFailure);
    },
  };

  async function heartbeat(): Promise<void> {
    if (stopped) return;
    try {
      const present = (await redis.eval(register, 1, key, member, sessionTimeoutMs)) as string[];
      rebalance(present.toSorted());
    } catch (error) {
      onFailure(error);
      if (members === '') rebalance([member]);
    }
  }

  function rebalance(present: readonly string[]): void {
    if (present.join() === members) return;
    members = present.join();
    const turn = present.indexOf(member);
    for (let partition = 0; partition < partitions; partition++) {
      const ours = partition % present.length === turn;
      if (ours && !held.has(partition)) held.set(partition, new AbortController());
      if (!ours) {
        held.get(partition)?.abort();
        held.delete(partition);
      }
    }
    onChange([...held.keys()], present.length);
    changed.resolve();
    changed = Promise.withResolvers();
  }

  async function changeOr(until: AbortSignal): Promise<void> {
    const aborted = Promise.withResolvers<void>();
    const abort = (): void => aborted.resolve();
    until.addEventListener('abort', abort, { once: true });
    await Promise.race([changed.promise, aborted.promise]);
    until.removeEventListener('abort', abort);
  }
}

/** All partitions, for a process that shares them with nobody. */
export const allPartitions: Pick<PartitionAssignment, 'acquire'> = { acquire: async (_, until) => until };
