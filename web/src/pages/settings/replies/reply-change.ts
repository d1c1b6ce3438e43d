import type { StoreChange, StoreSettings } from '../sending/sending-change.ts';

/** What this form is about. */
export type ReplySettings = Pick<
  StoreSettings,
  'replyHandling' | 'replyMailbox' | 'replyTextInWebhooks' | 'clickTracking'
>;

/** What differs from what was loaded: somebody else's change of another field is not undone by saving. */
export function replyChange(settings: ReplySettings, values: Readonly<Record<string, string>>): StoreChange {
  const engine = values['replyHandling'] === 'engine';
  const wanted: ReplySettings = {
    replyHandling: engine ? 'engine' : 'sender',
    // What is not shown stays as it is.
    replyMailbox: engine ? values['replyMailbox']?.trim() || null : settings.replyMailbox,
    replyTextInWebhooks: engine ? values['replyTextInWebhooks'] === 'on' : settings.replyTextInWebhooks,
    clickTracking: values['clickTracking'] === 'on',
  };
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => value !== settings[name as keyof ReplySettings]),
  );
}
