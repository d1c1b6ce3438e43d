/**
 * Where a reply stands on its way to the store's mailbox. `none`: it does not go there; `unknown`: the provider may have it, and is
 * not asked to send it again. Part of the public API: add, never rename.
 */
export const forwardStates = ['none', 'waiting', 'sending', 'sent', 'not_sent', 'unknown'] as const;

/** Who gets answers to the store's e-mails: whoever its sender's address belongs to, or the engine, which reads and hands them on. */
export const replyHandlings = ['sender', 'engine'] as const;
