/** What a store's own systems can be told of. Types are part of the public API: add, never rename. */
export const outgoingEventTypes = [
  'recovery.started',
  'recovery.ended',
  'message.sent',
  'message.not_sent',
  'message.delivered',
  'message.bounced',
  'message.complained',
  'message.clicked',
  'order.recovered',
  'reply.received',
  'model.drifted',
  'model.promoted',
  'model.rolled_back',
  'model.training_failed',
  'quota.near',
  'quota.over',
] as const;
export type OutgoingEventType = (typeof outgoingEventTypes)[number];

/** Of every body. A field that is added keeps it; a field that is removed or means something else raises it. */
export const outgoingVersion = 1;
