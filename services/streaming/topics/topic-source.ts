import type { Tx } from '../../../db/postgres/tenancy.ts';
import { messageBytesMax } from '../../../events/schemas/wire-codec.ts';
import type { Topic } from '../../../events/topics.ts';
import type { QueuedRows } from '../../shared/topic-queue/relay-rows.ts';

/** One row as its topic has it. */
export interface SourcedRecord {
  readonly storeId: string;
  readonly rowId: string;
  /** What `topic.key` says. */
  readonly key: string;
  /** Fits the topic's newest released schema. */
  readonly value: object;
}

/**
 * What is told to a topic, and how. Adding one is a file that says so, an entry in `topicSources` and, in a migration, the
 * trigger of the table that queues its rows (`db/postgres/schema/topic-outbox.ts`).
 */
export interface TopicSource {
  readonly topic: Topic;
  /** Most rows of one round. */
  readonly rowsPerRoundMax: number;
  /** The records of rows of any store, in the order of the rows. Rows that are gone are left out. */
  read(tx: Tx, rows: QueuedRows): Promise<readonly SourcedRecord[]>;
}

const besidesContentBytesMax = 64 * 1024;

/** Most bytes of what a row holds for its record: with what is around it, readers still take it. */
export const recordBytesMax = messageBytesMax - besidesContentBytesMax;
