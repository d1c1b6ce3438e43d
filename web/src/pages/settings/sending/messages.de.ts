import type { sendingEn } from './messages.en.ts';

export const sendingDe: Readonly<Record<keyof typeof sendingEn, string>> = {
  'settings.sending': 'Versandregeln',
  'settings.sending.lead': 'Wann Personen angeschrieben werden dürfen, und wie oft.',
  'sending.quiet': 'Ruhezeiten',
  'sending.quiet.hint':
    'Nach der Uhr dort, wo die Person lebt. Was in dieser Zeit fällig wird, geht nicht verloren: Es wartet, bis sie vorbei ist, und wird dann noch einmal ganz geprüft.',
  'sending.quiet.on': 'In dieser Zeit nichts senden',
  'sending.quiet.from': 'Von',
  'sending.quiet.until': 'Bis',
  'sending.quiet.until.help':
    'Wo jemand lebt, ist nicht immer sicher. Dann geht eine Nachricht nur hinaus, wenn auf keiner der möglichen Uhren Ruhezeit ist.',
  'sending.quiet.channels': 'Auf diesen Kanälen',
  'sending.countries': 'Regeln der Länder',
  'sending.countries.help':
    'Zeiten und Grenzen für Nachrichten, die die Länder unten bekanntermaßen verlangen. Sie gelten zusätzlich zu Ihren eigenen Ruhezeiten.',
  'sending.countries.by_country': 'Einhalten, je nachdem, wo die Person lebt',
  'sending.countries.off': 'Nicht einhalten: Darum kümmere ich mich selbst',
  'sending.cap': 'Wie viele Nachrichten höchstens',
  'sending.cap.hint':
    'Über alle Kampagnen. Eine Nachricht zählt ab dem Moment, in dem sie hinausgehen darf; eine abgelehnte zählt nicht.',
  'sending.cap.all': 'Nachrichten je Person über alle Kanäle höchstens',
  'sending.cap.all.help': 'Leer: Jeder Kanal zählt nur für sich',
  'sending.cap.rolling': 'Ein gleitender Zeitraum, von jeder Nachricht zurückgezählt: keine Kalendertage',
  'sending.cap.action': 'Eine Nachricht darüber hinaus',
  'sending.cap.action.skip': 'wird nicht gesendet',
  'sending.cap.action.postpone': 'wartet, bis wieder Platz ist, höchstens zwei Tage',
  'sending.timeScale':
    'Die Uhr dieses Shops läuft {times}-mal so schnell, zum Ausprobieren. Ruhezeiten gelten nach der Wanduhr, deshalb waren sie von Anfang an ausgeschaltet.',
  'sending.basis': 'Käufer ohne Zustimmung',
  'sending.basis.hint':
    'Manche Länder erlauben es einem Shop, eigene Käufer per E-Mail zu erinnern: Personen, die etwas bestellt haben, bei der Angabe ihrer Adresse widersprechen konnten und das nie getan haben. Ein Konto oder ein Warenkorb allein genügt nicht, und für SMS braucht es immer eine Zustimmung. Wenn Sie nichts ankreuzen, wird niemand ohne Zustimmung angeschrieben. Das ist keine Rechtsberatung.',
  'sending.basis.since': 'Seit wann bietet Ihre Kasse den Widerspruch an?',
  'sending.basis.since.help':
    'Mit dem Tag erklären Sie, dass sie es tut. Wer nur davor bestellt hat, wird nicht ohne Zustimmung angeschrieben.',
  'sending.basis.country': 'Land der Adresse',
  'sending.basis.soft': 'Käufer per E-Mail erinnern',
  'sending.basis.softIn': 'Käufer per E-Mail erinnern: {country}',
  'sending.basis.double': 'Nur bestätigte Zustimmung zählt',
  'sending.basis.doubleIn': 'Nur bestätigte Zustimmung zu E-Mail zählt: {country}',
  'sending.basis.asked': 'wird dort verlangt',
  'sending.policies': 'Was Länder verlangen',
  'sending.policies.hint':
    'Aus den genannten Quellen gesammelt und keine Rechtsberatung. Fragen Sie jemanden, der das Recht dort kennt, wohin Sie verkaufen. Ist der Bundesstaat nicht bekannt, gelten die Zeiten aller Bundesstaaten.',
  'sending.policies.place': 'Land oder Bundesstaat',
  'sending.policies.channels': 'Kanal',
  'sending.policies.asks': 'Nachrichten sind erlaubt',
  'sending.policies.source': 'Quelle',
  'sending.policies.asOf': 'gelesen am {day}',
  'sending.policies.holidays': 'nicht an Feiertagen',
  'sending.policies.perCart':
    '{count, plural, one {einmal je Warenkorb} other {#-mal je Warenkorb}}, innerhalb von {within} nach dem Verlassen',
  'sending.policies.never': 'nie',
  'sending.policies.daily': 'täglich {hours}',
  'sending.policies.days': '{from} bis {to}',
  'sending.policies.on': '{days}: {hours}',
  'sending.monday': 'Montag',
  'sending.tuesday': 'Dienstag',
  'sending.wednesday': 'Mittwoch',
  'sending.thursday': 'Donnerstag',
  'sending.friday': 'Freitag',
  'sending.saturday': 'Samstag',
  'sending.sunday': 'Sonntag',
};
