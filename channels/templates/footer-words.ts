import { chooseLocale } from '../../domain/locale-choice.ts';

/** What the foot of a store's own e-mails says: why one gets it, and the way out. `{store}` is the store's name. */
export interface FooterWords {
  readonly why: string;
  readonly unsubscribe: string;
}

const words: Readonly<Record<string, FooterWords>> = {
  en: { why: 'You get this e-mail because you agreed to messages from {store}.', unsubscribe: 'Unsubscribe' },
  de: {
    why: 'Sie erhalten diese E-Mail, weil Sie Nachrichten von {store} zugestimmt haben.',
    unsubscribe: 'Abmelden',
  },
  fr: {
    why: 'Vous recevez cet e-mail parce que vous avez accepté les messages de {store}.',
    unsubscribe: 'Se désabonner',
  },
  es: { why: 'Recibe este correo porque aceptó los mensajes de {store}.', unsubscribe: 'Darse de baja' },
  it: {
    why: 'Riceve questa e-mail perché ha accettato i messaggi di {store}.',
    unsubscribe: 'Annulla l’iscrizione',
  },
  nl: {
    why: 'U ontvangt deze e-mail omdat u hebt ingestemd met berichten van {store}.',
    unsubscribe: 'Uitschrijven',
  },
  pt: { why: 'Recebe este e-mail porque aceitou mensagens de {store}.', unsubscribe: 'Cancelar a subscrição' },
  'pt-BR': {
    why: 'Você recebe este e-mail porque aceitou mensagens de {store}.',
    unsubscribe: 'Cancelar inscrição',
  },
  pl: { why: 'Otrzymujesz ten e-mail, bo zgodzono się na wiadomości od {store}.', unsubscribe: 'Wypisz się' },
  cs: {
    why: 'Tento e-mail dostáváte, protože jste souhlasili se zprávami od {store}.',
    unsubscribe: 'Odhlásit odběr',
  },
  sv: {
    why: 'Du får det här mejlet eftersom du har godkänt meddelanden från {store}.',
    unsubscribe: 'Avsluta prenumerationen',
  },
  da: { why: 'Du får denne e-mail, fordi du har sagt ja til beskeder fra {store}.', unsubscribe: 'Afmeld' },
  tr: { why: 'Bu e-postayı {store} mesajlarını kabul ettiğiniz için alıyorsunuz.', unsubscribe: 'Abonelikten çık' },
  ru: { why: 'Вы получили это письмо, потому что согласились на сообщения от {store}.', unsubscribe: 'Отписаться' },
  uk: { why: 'Ви отримали цей лист, бо погодилися на повідомлення від {store}.', unsubscribe: 'Відписатися' },
  ar: { why: 'وصلتك هذه الرسالة لأنك وافقت على رسائل {store}.', unsubscribe: 'إلغاء الاشتراك' },
  he: { why: 'קיבלת הודעה זו כי הסכמת לקבל הודעות מ-{store}.', unsubscribe: 'הסרה מהרשימה' },
  ja: { why: 'このメールは、{store}からのお知らせに同意された方にお送りしています。', unsubscribe: '配信停止' },
  'zh-Hans': { why: '您收到此邮件，是因为您同意接收 {store} 的消息。', unsubscribe: '退订' },
  'zh-Hant': { why: '您收到此郵件，是因為您同意接收 {store} 的訊息。', unsubscribe: '取消訂閱' },
};

/** Returns the words in the language of the e-mail, or null where we have none in it. */
export function footerWordsOf(locale: string): FooterWords | null {
  const found = chooseLocale(Object.keys(words), [locale]);
  return found === null ? null : (words[found] ?? null);
}

export const englishFooter: FooterWords = words['en'] as FooterWords;
