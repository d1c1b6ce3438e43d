import type { replySettingsEn } from './messages.en.ts';

export const replySettingsDe = {
  'settings.replies': 'Antworten und Klicks',
  'settings.replies.lead': 'Wer liest, was auf Ihre Nachrichten geantwortet wird, und ob Klicks festgehalten werden.',
  'replySettings.where': 'Antworten auf E-Mails',
  'replySettings.where.hint':
    'Dieses Produkt liest Antworten nach Regeln und gibt sie an Sie weiter. Wer schreibt, dass er keine Nachrichten mehr möchte, bekommt sofort keine mehr. Wer etwas fragt, bekommt ebenfalls keine, bis jemand aus Ihrem Team den Warenkorb angesehen hat.',
  'replySettings.notSetUp':
    'Diese Installation hat noch keine Domain für E-Mails, deshalb gehen Antworten an das Postfach Ihres Absenders. Wer sie betreibt, richtet das ein; die Anleitung ist docs/replies.md.',
  'replySettings.handling': 'Antworten gehen an',
  'replySettings.handling.sender': 'das Postfach meines Absenders',
  'replySettings.handling.engine': 'dieses Produkt, das sie auswertet',
  'replySettings.mailbox': 'Antworten weiterleiten an',
  'replySettings.mailbox.help':
    'Eine Antwort aus diesem Postfach erreicht die Person. Leer: Antworten werden nur hier gezeigt und Webhooks mitgeteilt.',
  'replySettings.texts': 'Webhooks auch die Worte mitteilen',
  'replySettings.texts.help':
    'Für das Ereignis reply.received. Worte von Personen sind personenbezogene Daten: Schalten Sie das nur ein, wenn Ihr System sie braucht. Sonst nennt ein Webhook Kennungen und die Art der Antwort.',
  'replySettings.clicks': 'Öffnungen und Klicks',
  'replySettings.clicks.on': 'Öffnungen und Klicks festhalten',
  'replySettings.clicks.help':
    'Mail-Scanner, Vorschauen und Browser, die vorausladen, zählen nie. Ausgeschaltet gilt nichts als geöffnet oder angeklickt, Bestellungen werden Nachrichten nur nach der Zeit zugeordnet, und Bedingungen auf Klicks sind nie erfüllt.',
  'replySettings.recent': 'Neueste Antworten',
  'replySettings.kept': 'Antworten werden 90 Tage aufbewahrt.',
} as const satisfies Readonly<Record<keyof typeof replySettingsEn, string>>;
