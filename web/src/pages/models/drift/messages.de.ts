import type { driftEn } from './messages.en.ts';

export const driftDe: Readonly<Record<keyof typeof driftEn, string>> = {
  'drift.title': 'Drift',
  'drift.lead':
    'Ob das, was die Modelle bekommen, antworten und worin sie recht behalten, ist wie vorher, und was getan wurde, wo nicht.',
  'drift.none': 'Noch wurde nichts geprüft',
  'drift.none.text':
    'Jede Version, die antwortet, wird einmal am Tag geprüft, sobald ein Tag mit Vorhersagen für Rückgewinnungen vorbei ist.',
  'drift.version': 'Version {version}',
  'drift.state.learning': 'Noch nicht genug',
  'drift.state.healthy': 'Wie vorher',
  'drift.state.alarmed': 'Alarm',
  'drift.compared.store':
    'In diesem Shop: {now, number} Warenkörbe der Woche bis {to}, Wochentag für Wochentag verglichen mit {past, number} der drei Wochen davor.',
  'drift.compared.platform':
    'Über alle Shops: {now, number} Warenkörbe der Woche bis {to}, Wochentag für Wochentag verglichen mit {past, number} der drei Wochen davor.',
  'drift.learning': 'Noch nicht genug Warenkörbe',
  'drift.learning.text':
    'Eine Änderung lässt sich vom Zufall unterscheiden, sobald es 100 Warenkörbe in der letzten Woche und 300 in den drei Wochen davor gibt.',
  'drift.alarms': 'Alarme',
  'drift.since': 'Alarm seit {since}',
  'drift.cause.stopped': 'Vermutet: die Daten. Es kommen keine Vorhersagen mehr.',
  'drift.cause.quality': 'Vermutet: die Daten. {feature} kommt nicht mehr an wie vorher; das ist zuerst zu beheben.',
  'drift.cause.visitors': 'Vermutet: andere Warenkörbe. Mit ihnen geschieht, was vorhergesagt wurde.',
  'drift.cause.visitors.feature':
    'Vermutet: andere Warenkörbe, die sich am meisten unterscheiden bei: {feature}. Mit ihnen geschieht, was vorhergesagt wurde.',
  'drift.cause.untouched.more':
    'Vermutet: Menschen verhalten sich anders. Ohne Nachrichten kaufen bei gleicher Chance mehr von ihnen als vorher.',
  'drift.cause.untouched.fewer':
    'Vermutet: Menschen verhalten sich anders. Ohne Nachrichten kaufen bei gleicher Chance weniger von ihnen als vorher.',
  'drift.cause.untouched.flat': 'Vermutet: Menschen verhalten sich anders. Die Chancen sagen nicht mehr, wer kauft.',
  'drift.cause.untouched.some': 'Vermutet: Manche Menschen verhalten sich bei gleicher Chance anders als vorher.',
  'drift.cause.others.more':
    'Vermutet: die Nachrichten. Von denen, die welche bekommen können, kaufen bei gleicher Chance mehr als vorher.',
  'drift.cause.others.fewer':
    'Vermutet: die Nachrichten. Von denen, die welche bekommen können, kaufen bei gleicher Chance weniger als vorher.',
  'drift.cause.others.flat':
    'Vermutet: die Nachrichten. Bei denen, die welche bekommen können, sagen die Chancen nicht mehr, wer kauft.',
  'drift.cause.others.some':
    'Vermutet: die Nachrichten. Manche, die welche bekommen können, verhalten sich anders als vorher.',
  'drift.cause.slice': 'Am deutlichsten, wo dies gilt: {slice}.',
  'drift.next.asked': 'Eine neue Version wurde angefragt. Sie antwortet erst nach einem eigenen Rollout.',
  'drift.next.no_change': 'Es wurde keine neue Version angefragt: Was ohne Nachrichten eintritt, ist wie vorher.',
  'drift.next.quality': 'Es wurde keine neue Version angefragt: Sie würde aus fehlerhaften Daten lernen.',
  'drift.next.not_lasting':
    'Es wurde noch keine neue Version angefragt: Was kürzer als eine Woche währt, wie ein Ausverkauf, soll nicht gelernt werden.',
  'drift.next.cool_down': 'Eine neue Version wurde vor Kurzem angefragt; die nächste nicht vor {until}.',
  'drift.next.budget': 'Neue Versionen wurden so oft angefragt, wie eine Woche erlaubt; die nächste nicht vor {until}.',
  'drift.alarm.stopped':
    'Keine Vorhersagen am letzten Tag; an diesem Wochentag waren es immer {expected, number} und mehr.',
  'drift.alarm.missing': '{feature}: nicht bekannt bei {now} der Warenkörbe, vorher bei {past}.',
  'drift.alarm.unseen': '{feature}: {now} der Warenkörbe liegen außerhalb von allem, was vorher vorkam.',
  'drift.alarm.untouched.more': 'Ohne Nachrichten kaufen mehr als vorher: sicher nach {carts, number} Warenkörben.',
  'drift.alarm.untouched.fewer': 'Ohne Nachrichten kaufen weniger als vorher: sicher nach {carts, number} Warenkörben.',
  'drift.alarm.untouched.flat':
    'Die Chancen sagen nicht mehr, wer ohne Nachrichten kauft: sicher nach {carts, number} Warenkörben.',
  'drift.alarm.others.more': 'Mit Nachrichten kaufen mehr als vorher: sicher nach {carts, number} Warenkörben.',
  'drift.alarm.others.fewer': 'Mit Nachrichten kaufen weniger als vorher: sicher nach {carts, number} Warenkörben.',
  'drift.alarm.others.flat':
    'Die Chancen sagen nicht mehr, wer mit Nachrichten kauft: sicher nach {carts, number} Warenkörben.',
  'drift.alarm.scores': 'Die Chancen verteilen sich anders: das {times}-Fache dessen, was Zufall erlaubt.',
  'drift.alarm.slice.scores': 'Wo dies gilt, verteilen sich die Chancen anders: {slice}.',
  'drift.alarm.slice.outcome': 'Wo dies gilt, verhalten sich Menschen anders als vorher: {slice}.',
  'drift.slice.yes': '{feature}: ja',
  'drift.slice.no': '{feature}: nein',
  'drift.slice.unknown': '{feature}: nicht bekannt',
  'drift.slice.value': '{feature}: {value}',
  'drift.scores': 'Die Chancen, damals und jetzt',
  'drift.scores.label': 'Wie sich die Chancen verteilten und verteilen: Version {version}, {scope}',
  'drift.scores.moved': 'Sie bewegten sich um das {times}-Fache dessen, was Zufall erlaubt.',
  'drift.scores.same':
    'Sie bewegten sich um das {times}-Fache dessen, was Zufall erlaubt: nicht mehr als üblich, oder zu wenig, um etwas zu ändern.',
  'drift.then': 'Drei Wochen davor',
  'drift.now': 'Letzte Woche',
  'drift.bin': 'Werte',
  'drift.bin.to': 'bis {to}',
  'drift.bin.above': 'über {from}',
  'drift.bin.other': 'andere',
  'drift.features': 'Worauf sie schaut, danach, wie weit es sich bewegte',
  'drift.features.hint': '1 ist, was Zufall erlaubt. Dass sich ein Merkmal bewegt, ist für sich kein Alarm.',
  'drift.features.label': 'Merkmale danach, wie weit sie sich bewegten: Version {version}, {scope}',
  'drift.times': '× {times}',
  'drift.feature.none': 'zu wenige Warenkörbe',
  'drift.feature.missing': 'Nicht bekannt bei {now}, vorher bei {past}.',
  'drift.feature.unseen': '{now} außerhalb dessen, was vorher vorkam.',
  'drift.realised': 'Was eintrat',
  'drift.realised.hint':
    'Aus den letzten zwei Wochen die Warenkörbe, deren Zeit zu kaufen um ist, daneben die zwei Wochen davor. Nachrichten ändern, was Menschen tun; ob das Modell recht hat, sagen darum nur die, die keine erreicht, weil sie in der Kontrollgruppe sind oder keine Adresse haben.',
  'drift.group.untouched': 'Ohne Nachrichten',
  'drift.group.others': 'Alle anderen',
  'drift.group.untouched.none':
    'Zu wenige Menschen ohne Nachrichten: Eine Kontrollgruppe macht Fehler des Modells sichtbar.',
  'drift.group.others.none': 'Zu wenige andere.',
  'drift.group.carts': '{carts, number} Warenkörbe: {predicted} vorhergesagt, {bought} gekauft',
  'drift.auc': 'Unterscheidet Käufer von anderen (AUC)',
  'drift.logLoss': 'Log-Loss',
  'drift.slope': 'Steigung, 1 ist richtig',
  'drift.error': 'Kalibrierungsfehler',
  'drift.error.text': '{error}; {chance} wäre allein Zufall',
  'drift.estimate': '{value} ({low} bis {high})',
  'drift.before': '{now}, vorher {past}',
  'drift.toSee': 'Ein Drittel weniger Käufer',
  'drift.toSee.text': 'wäre nach etwa {carts, number} Warenkörben sicher',
  'drift.weeks': 'Kalibrierungsfehler im Verlauf',
  'drift.weeks.hint':
    'Wie weit Vorhergesagtes und Beobachtetes bei jeder Prüfung auseinanderlagen, mit 95-%-Intervallen.',
  'drift.day': 'Tag',
  'drift.low': 'Von',
  'drift.high': 'Bis',
};
