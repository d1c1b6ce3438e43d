import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, describe, expect } from 'vitest';
import { startKafka } from '../tools/kafka/start-kafka.ts';
import type { KafkaConnection } from './kafka/connection.ts';
import { createTopics } from './kafka/create-topics.ts';
import { createSender } from './kafka/sender.ts';
import { topics } from './topics.ts';

const login = { username: 'cart-recovery', password: 'a-password-of-this-test' };

const test = base.extend('connection', { scope: 'file' }, async ({}, { onCleanup }): Promise<KafkaConnection> => {
  const folder = mkdtempSync(join(tmpdir(), 'cart-kafka-'));
  chmodSync(folder, 0o755);
  const broker = await startKafka(folder, { login });
  onCleanup(async () => {
    await broker.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    brokers: [broker.secure?.address ?? ''],
    tls: { ca: readFileSync(broker.secure?.caFile ?? '', 'utf8') },
    sasl: { mechanism: 'SCRAM-SHA-512', ...login },
  };
});

describe('a broker that asks for a login over TLS', () => {
  test('takes records of somebody who knows the password', async ({ connection }) => {
    const topic = { ...topics.deadLetters, name: `dlq.${randomUUID()}` };
    await createTopics(connection, [topic], { replicas: 1 });
    const sender = createSender(connection);
    const records = [{ key: Buffer.from('k'), value: Buffer.from('v') }];
    expect(await sender.send({ topic: topic.name, partition: 0, records })).toBe(0n);
    await sender.close();
  });

  test('refuses a wrong password, and is refused without the right certificate', async ({ connection }) => {
    const records = [{ key: Buffer.from('k'), value: Buffer.from('v') }];
    const strangers: KafkaConnection[] = [
      { ...connection, sasl: { mechanism: 'SCRAM-SHA-512', username: login.username, password: 'wrong' } },
      { ...connection, tls: {} },
    ];
    for (const stranger of strangers) {
      const sender = createSender(stranger);
      await expect(sender.send({ topic: 'any', partition: 0, records })).rejects.toThrow();
      await sender.close();
    }
  });
});
