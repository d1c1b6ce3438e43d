/** Texts of where answers go, and of what is noted of links. */
export const replySettingsEn = {
  'settings.replies': 'Answers',
  'settings.replies.lead': 'Who reads what people write back to your messages, and whether clicks are noted.',
  'replySettings.where': 'Answers to e-mails',
  'replySettings.where.hint':
    'Whoever writes that they want no more messages gets none, at once. Whoever asks something gets none either, until somebody of yours has looked at the cart.',
  'replySettings.notSetUp':
    'This installation has no domain for mail yet, so answers go to your sender’s mailbox. Whoever runs it sets it up; the guide is docs/replies.md.',
  'replySettings.handling': 'Answers go to',
  'replySettings.handling.sender': 'the mailbox of my sender address: nothing is read here',
  'replySettings.handling.engine': 'this product: it reads them, acts, and hands them on',
  'replySettings.mailbox': 'Forward answers to',
  'replySettings.mailbox.help':
    'One reply from this mailbox reaches the person. Empty: answers are shown here and told to webhooks only.',
  'replySettings.texts': 'Webhooks (reply.received) hold the words of an answer too',
  'replySettings.texts.help':
    'Words of people are personal data: switch it on only where your system needs them. Without it a webhook tells ids and the kind of answer.',
  'replySettings.clicks': 'Opens and clicks',
  'replySettings.clicks.on': 'Note who opens a message or follows its link',
  'replySettings.clicks.help':
    'Mail scanners, previews and browsers that fetch ahead are never counted. Switched off, nothing counts as opened or clicked, orders are tied to messages by time only, and conditions of flows on clicks are never true.',
  'replySettings.kept': 'Answers are kept for 90 days.',
} as const;
