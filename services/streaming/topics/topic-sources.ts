import { deadLettersSource } from './dead-letters-source.ts';
import { deliveriesSource } from './deliveries-source.ts';
import { featuresSource } from './features-source.ts';
import { messagesSource } from './messages-source.ts';
import { predictionsSource } from './predictions-source.ts';
import type { TopicSource } from './topic-source.ts';

/** Every topic beside the event log itself, with what is told to it. */
export const topicSources: readonly TopicSource[] = [
  deliveriesSource,
  featuresSource,
  predictionsSource,
  messagesSource,
  deadLettersSource,
];
