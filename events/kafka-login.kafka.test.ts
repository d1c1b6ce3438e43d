import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, describe, expect, onTestFinished } from 'vitest';
import { openIdentity } from '../runtime/identity/identity.ts';
import { createAuthority, spiffe, writeCertificate } from '../test/certificates.ts';
import { startKafka } from '../tools/kafka/start-kafka.ts';
import type { KafkaConnection } from './kafka/connection.ts';
import { createTopics } from './kafka/create-topics.ts';
import { createFetcher } from './kafka/fetcher.ts';
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

  test('is written to and read from over connections that are made anew with each certificate of ours', async ({
    connection,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'cart-kafka-identity-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const authority = await createAuthority('root');
    const brokerCa = connection.tls && 'ca' in connection.tls ? (connection.tls.ca ?? '') : '';
    const renew = async () =>
      writeCertificate(
        folder,
        await authority.issue({ names: [spiffe('spiffe://example.com/ns/shop/sa/pipeline')] }),
        authority.cert + brokerCa,
      );
    const identity = openIdentity(await renew());
    const ours = { ...connection, tls: identity.tlsFor({ spiffeIds: [] }) };
    const topic = { ...topics.deadLetters, name: `dlq.${randomUUID()}` };
    await createTopics(ours, [topic], { replicas: 1 });
    const [sender, fetcher] = [createSender(ours), createFetcher(ours, topic.name)];
    const value = Buffer.from('v');
    for (let round = 0; round < 3; round += 1) {
      const waiting = fetcher.fetch({ partition: 0, offset: round, bytesMax: 1_000, waitMs: 20_000 });
      await sender.send({ topic: topic.name, partition: 0, records: [{ key: Buffer.from('k'), value }] });
      expect(await waiting).toEqual([{ offset: round, value }]);
      await renew();
      expect(identity.reread()?.error).toBeNull();
    }
    await Promise.all([sender.close(), fetcher.close()]);

    const another = createSender({
      ...connection,
      tls: identity.tlsFor({ spiffeIds: ['spiffe://example.com/ns/data/sa/kafka'] }),
    });
    await expect(
      another.send({ topic: topic.name, partition: 0, records: [{ key: Buffer.from('k'), value }] }),
    ).rejects.toThrow();
    await another.close();
  });
});
