import { differences, type StoreChange, type StoreSettings } from '../store-settings.ts';

/** What this form is about. */
export type ReplySettings = Pick<
  StoreSettings,
  'replyHandling' | 'replyMailbox' | 'replyTextInWebhooks' | 'clickTracking'
>;

export function replyChange(settings: ReplySettings, values: Readonly<Record<string, string>>): StoreChange {
  const engine = values['replyHandling'] === 'engine';
  return differences<ReplySettings>(settings, {
    replyHandling: engine ? 'engine' : 'sender',
    // What is not shown stays as it is.
    replyMailbox: engine ? values['replyMailbox']?.trim() || null : settings.replyMailbox,
    replyTextInWebhooks: engine ? values['replyTextInWebhooks'] === 'on' : settings.replyTextInWebhooks,
    clickTracking: values['clickTracking'] === 'on',
  });
}
