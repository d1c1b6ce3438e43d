import { partitionOf } from '../event-log.ts';
import type { TopicRecord, TopicWriter } from '../topic-writer.ts';
import type { KafkaSender } from './sender.ts';

/** Publishes to Kafka topics, a record's partition by its key. */
export function createKafkaTopicWriter(sender: Pick<KafkaSender, 'send'>): TopicWriter {
  return {
    async append(topic, records) {
      const byPartition = Map.groupBy(records, ({ key }) => partitionOf(key, topic.partitions));
      await Promise.all(
        [...byPartition].map(([partition, own]) =>
          sender.send({ topic: topic.name, partition, records: own.map(withKeyBytes) }),
        ),
      );
    },
  };
}

function withKeyBytes({ key, value }: TopicRecord): { key: Buffer; value: Buffer } {
  return { key: Buffer.from(key), value };
}
