import type { Topic } from './topics.ts';

/** One record of a topic. Records with the same key keep their order. */
export interface TopicRecord {
  /** What `topic.key` says, e.g. a store id. Never something personal: keys are seen by everybody who runs the log. */
  readonly key: string;
  readonly value: Buffer;
}

/**
 * Publishes records beside the event log: dead letters, predictions, commands. Resolves when they are durable; a record
 * may be there twice when a request's answer was lost. For `events.validated` use the `EventLog`, which stops that.
 */
export interface TopicWriter {
  append(topic: Topic, records: readonly TopicRecord[]): Promise<void>;
}
