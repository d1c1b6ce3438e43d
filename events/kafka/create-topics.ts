import { Admin, type ClusterMetadata, ConfigResourceTypes } from '@platformatic/kafka';
import { batchBytesMax, type Topic } from '../topics.ts';
import { clientOptions, type KafkaConnection } from './connection.ts';
import { withRetry } from './with-retry.ts';

const requestTimeoutMs = 10_000;
const retriesMax = 3;

/** A topic is there, but not as the catalogue says. Changing it is for a person: records may hang on it. */
export class TopicMismatchError extends Error {
  override readonly name = 'TopicMismatchError';
}

/**
 * Makes the topics that are missing, and compares those that are there with the catalogue. Any number of processes
 * may do so at once. Throws `TopicMismatchError` where a wrong number of partitions would break the order of keys;
 * returns one sentence for each other difference.
 */
export async function createTopics(
  connection: KafkaConnection,
  wanted: readonly Topic[],
  { replicas }: { readonly replicas: number },
): Promise<readonly string[]> {
  const admin = new Admin(clientOptions(connection, { requestTimeoutMs, retries: retriesMax }));
  try {
    const present = new Set(await withRetry(() => admin.listTopics()));
    for (const topic of wanted) if (!present.has(topic.name)) await createOne(admin, topic, replicas);
    return await differencesOf(admin, wanted, replicas);
  } finally {
    await admin.close();
  }
}

async function createOne(admin: Admin, topic: Topic, replicas: number): Promise<void> {
  try {
    await admin.createTopics({
      topics: [topic.name],
      partitions: topic.partitions,
      replicas,
      configs: Object.entries(configOf(topic, replicas)).map(([name, value]) => ({ name, value })),
    });
  } catch (error) {
    if (!isApiError(error, 'TOPIC_ALREADY_EXISTS')) throw error;
  }
}

/** Settings of a topic on the broker, by the broker's names. */
function configOf({ retentionMs, compacted }: Topic, replicas: number): Readonly<Record<string, string>> {
  return {
    'cleanup.policy': compacted ? 'compact,delete' : 'delete',
    'retention.ms': String(retentionMs),
    'max.message.bytes': String(batchBytesMax),
    // An acknowledged record is on all brokers but one, so that one may be down.
    'min.insync.replicas': String(Math.max(1, replicas - 1)),
  };
}

async function differencesOf(admin: Admin, wanted: readonly Topic[], replicas: number): Promise<readonly string[]> {
  const names = wanted.map(({ name }) => name);
  const { topics } = await withRetry(async () =>
    withLeaders(await admin.metadata({ topics: names, forceUpdate: true })),
  );
  const descriptions = await admin.describeConfigs({
    resources: wanted.map(({ name }) => ({
      resourceType: ConfigResourceTypes.TOPIC,
      resourceName: name,
      configurationKeys: null,
    })),
  });
  const differences: string[] = [];
  for (const topic of wanted) {
    const partitions = topics.get(topic.name)?.partitionsCount;
    if (partitions !== topic.partitions)
      throw new TopicMismatchError(
        `The Kafka topic ${topic.name} has ${partitions} partitions and needs ${topic.partitions}: keys would change their place. Move its records to a topic made by this program.`,
      );
    const configs = descriptions.find(({ resourceName }) => resourceName === topic.name)?.configs ?? [];
    for (const [name, value] of Object.entries(configOf(topic, replicas))) {
      const found = configs.find((config) => config.name === name)?.value;
      if (found !== value)
        differences.push(`the topic ${topic.name} has ${name}=${found}, the catalogue says ${value}`);
    }
  }
  return differences;
}

/** A partition without a leader takes nothing yet. */
function withLeaders(metadata: ClusterMetadata): ClusterMetadata {
  for (const [name, { partitions }] of metadata.topics) {
    if (partitions.some(({ leader }) => leader < 0))
      throw new Error(`the topic ${name} has partitions without a leader`);
  }
  return metadata;
}

function isApiError(error: unknown, apiId: string): boolean {
  return (
    error instanceof Error &&
    'findBy' in error &&
    typeof error.findBy === 'function' &&
    Boolean(error.findBy('apiId', apiId))
  );
}
