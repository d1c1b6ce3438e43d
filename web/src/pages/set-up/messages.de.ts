import type { setUpEn } from './messages.en.ts';

export const setUpDe: Readonly<Record<keyof typeof setUpEn, string>> = {
  'setUp.title': 'Einrichten',
  'setUp.lead':
    'Vier Schritte bis zur ersten Erinnerung. Sie können jederzeit gehen: Was erledigt ist, bleibt erledigt.',
  'setUp.step': '{number}. {title}',
  'setUp.state.done': 'Erledigt',
  'setUp.state.next': 'Als Nächstes',
  'setUp.state.later': 'Später',
  'setUp.done':
    'Alles ist eingerichtet. Wer ab jetzt einen Warenkorb verlässt und Nachrichten zugestimmt hat, wird daran erinnert.',
  'setUp.saved': 'Gespeichert',
  'setUp.shop': 'Ihr Shop',
  'setUp.shop.hint': 'Wohin die Links Ihrer Nachrichten führen, und wer sie unterzeichnet.',
  'setUp.shop.name': 'Name des Shops',
  'setUp.shop.url': 'Adresse des Shops',
  'setUp.shop.url.help': 'Links von Nachrichten führen auf Seiten darunter und nirgendwo sonst hin.',
  'setUp.shop.senderName': 'Absender',
  'setUp.shop.senderName.help': 'Der Name, den die Empfänger als Absender lesen.',
  'setUp.shop.timeZone': 'Zeitzone',
  'setUp.shop.timeZone.help': 'Die Tage der Berichte richten sich danach.',
  'setUp.connect': 'Den Shop anbinden',
  'setUp.connect.hint': 'Ein Weg genügt: Ihre Plattform, eine Zeile auf Ihren Seiten oder die API.',
  'setUp.connect.count': '{count, plural, one {# Plattform ist} other {# Plattformen sind}} angebunden.',
  'setUp.connect.platform': 'Plattform anbinden',
  'setUp.connect.snippet': 'Snippet verwenden',
  'setUp.connect.api': 'Ereignisse per API senden',
  'setUp.firstCart': 'Der erste Warenkorb kommt an',
  'setUp.firstCart.hint': 'Legen Sie etwas in den Warenkorb Ihres eigenen Shops.',
  'setUp.firstCart.waiting': 'Wartet auf den ersten Warenkorb … Diese Zeile ändert sich von selbst.',
  'setUp.firstCart.seen': 'Warenkörbe kommen an: der neueste {when}.',
  'setUp.campaign': 'Eine Kampagne schreibt',
  'setUp.campaign.hint': 'Eine Kampagne sagt, wann und wie erinnert wird.',
  'setUp.campaign.none':
    'Noch gibt es keine Kampagne. Beginnen Sie mit drei E-Mails: nach einer Stunde, einem Tag und drei Tagen.',
  'setUp.campaign.notActive':
    'Keine Ihrer Kampagnen ist aktiv. Aktivieren Sie eine unter Kampagnen, oder beginnen Sie mit drei E-Mails: nach einer Stunde, einem Tag und drei Tagen.',
  'setUp.campaign.active': 'Aktiv: {names}.',
  'setUp.campaign.start': 'Mit drei E-Mails beginnen',
  'setUp.campaign.newName': 'Warenkorb-Erinnerung',
  'setUp.campaign.question': 'Kampagne starten?',
  'setUp.campaign.text':
    'Wer ab jetzt einen Warenkorb verlässt und Nachrichten zugestimmt hat, bekommt bis zu drei E-Mails, nach einer Stunde, einem Tag und drei Tagen. Ein Kauf oder eine Abmeldung beendet das sofort. Sie können jederzeit pausieren.',
  'setUp.campaign.started': 'Die Kampagne ist aktiv',
  'setUp.tryOut': 'Ausprobieren',
  'setUp.tryOut.hint': 'Sehen Sie, was Ihre Kampagne tut, bevor es ein Kunde sieht.',
  'setUp.tryOut.play': 'Die Kampagne mit sich selbst durchspielen',
};
