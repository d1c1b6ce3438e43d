/** Texts of where answers go, and of what is noted of links. */
export const replySettingsEn = {
  'settings.replies': 'Answers and clicks',
  'settings.replies.lead': 'Who reads what people write back to your messages, and whether clicks are noted.',
  'replySettings.where': 'Answers to e-mails',
  'replySettings.where.hint':
    'This product reads answers by rules and hands them on to you. Whoever writes that they want no more messages gets none, at once. Whoever asks something gets none either, until somebody of yours has looked at the cart.',
  'replySettings.notSetUp':
    'This installation has no domain for mail yet, so answers go to your sender’s mailbox. Whoever runs it sets it up; the guide is docs/replies.md.',
  'replySettings.handling': 'Answers go to',
  'replySettings.handling.sender': 'my sender’s mailbox',
  'replySettings.handling.engine': 'this product, which acts on them',
  'replySettings.mailbox': 'Forward answers to',
  'replySettings.mailbox.help':
    'One reply from this mailbox reaches the person. Empty: answers are shown here and told to webhooks only.',
  'replySettings.texts': 'Tell webhooks the words too',
  'replySettings.texts.help':
    'For the event reply.received. Words of people are personal data: switch it on only where your system needs them. Without it a webhook tells ids and the kind of answer.',
  'replySettings.clicks': 'Opens and clicks',
  'replySettings.clicks.on': 'Note opens and clicks',
  'replySettings.clicks.help':
    'Mail scanners, previews and browsers that fetch ahead are never counted. Switched off, nothing counts as opened or clicked, orders are tied to messages by time only, and conditions of flows on clicks are never true.',
  'replySettings.recent': 'Latest answers',
  'replySettings.kept': 'Answers are kept for 90 days.',
} as const;
