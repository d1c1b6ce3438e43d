import type { experimentsEn } from './messages.en.ts';

export const experimentsDe: Readonly<Record<keyof typeof experimentsEn, string>> = {
  'experiments.title': 'Experimente',
  'experiments.lead':
    'Was Ihre Nachrichten wirklich bringen: Einige zufällig gewählte Personen erhalten keine, und beide Gruppen werden verglichen.',
  'experiments.campaign': 'Kampagne',
  'experiments.none': 'Noch war keine Kampagne aktiv',
  'experiments.none.text':
    'Sobald eine Kampagne läuft, hält sie von selbst ein Zehntel ihrer Personen zurück. Aktivieren Sie eine, dann beginnt der Vergleich.',
  'experiments.none.do': 'Zu den Kampagnen',
  'experiments.since': '{percent} % der Personen erhalten keine Nachricht. Verglichen seit {since}.',
  'experiments.verdict.more': 'Nachrichten bringen mehr',
  'experiments.verdict.less': 'Nachrichten bringen weniger',
  'experiments.verdict.undecided': 'Bisher kein Unterschied erkennbar',
  'experiments.verdict.tooEarly': 'Noch zu früh für ein Urteil',
  'experiments.verdict.ratioWrong': 'Die Gruppen sind nicht vergleichbar',
  'experiments.verdict.noHoldout': 'Keine Vergleichsgruppe',
  'experiments.noHoldout':
    'Diese Kampagne schreibt allen. Was sie bringt, lässt sich so nicht sagen: Die meisten, die nach einer Nachricht kaufen, hätten auch ohne sie gekauft.',
  'experiments.nobodyYet':
    '{people, plural, =0 {Noch niemand ist bei einer Nachricht dieser Kampagne angekommen.} one {# Person ist bei einer Nachricht dieser Kampagne angekommen.} other {# Personen sind bei einer Nachricht dieser Kampagne angekommen.}} Verglichen wird, sobald die sieben Tage vorbei sind, in denen ein Kauf zählt.',
  'experiments.share':
    '{with} der Personen mit Nachrichten kauften innerhalb von sieben Tagen, {without} der Personen ohne.',
  'experiments.lift':
    'Gegenüber keiner Nachricht sind das {lift}. Die wahre Wirkung liegt in 95 von 100 Fällen zwischen {low} und {high}, gleich wie oft Sie nachsehen.',
  'experiments.difference':
    'Gegenüber keiner Nachricht sind das {difference} Prozentpunkte. Der wahre Unterschied liegt in 95 von 100 Fällen zwischen {low} und {high}, gleich wie oft Sie nachsehen.',
  'experiments.undecided': 'Weniger wie mehr ist noch möglich.',
  'experiments.missing':
    'Noch nicht genug: Etwa {people, plural, one {# weitere Person} other {# weitere Personen}}, {days, plural, =0 {sobald ihre sieben Tage vorbei sind} one {etwa # Tag} other {etwa # Tage}} beim Tempo der letzten zwei Wochen, würden eine Wirkung von {lift} in 80 von 100 Fällen zeigen.',
  'experiments.missing.nobodyComes':
    'Noch nicht genug: Etwa {people, plural, one {# weitere Person} other {# weitere Personen}} würden eine Wirkung von {lift} in 80 von 100 Fällen zeigen, und in den letzten zwei Wochen kam niemand.',
  'experiments.smaller':
    'Eine Wirkung von {lift} hätte sich wahrscheinlich schon gezeigt: Sie ist kleiner, oder es gibt keine.',
  'experiments.ratioWrong':
    'Die Gruppen sind nicht so groß, wie sie durch Zufall sein müssten. Irgendwo gehen Personen einer Gruppe verloren; keiner Zahl darunter ist zu trauen. Entscheiden Sie nicht danach, und sagen Sie es dem Betreiber der Installation.',
  'experiments.ownMessages':
    '{people, plural, one {# Person} other {# Personen}} der Vergleichsgruppe erhielten dennoch eine Nachricht, weil sie sich als dieselbe Person wie jemand anderes herausstellten oder der Anteil geändert wurde. Die Wirkung erscheint etwas kleiner, als sie ist.',
  'experiments.otherCampaigns':
    '{people, plural, one {# Person erhielt} other {# Personen erhielten}} inzwischen eine Nachricht einer anderen Kampagne. Der Vergleich zeigt, was diese Kampagne neben den anderen bringt.',
  'experiments.people': 'Wer verglichen wird',
  'experiments.people.hint':
    'Eine Person zählt ab der ersten Nachricht, die an sie gegangen wäre – sie ging hinaus oder wurde zurückgehalten – und bleibt in ihrer Gruppe.',
  'experiments.crossed':
    '{people, plural, one {# Person wird} other {# Personen werden}} nicht verglichen: Sie waren in beiden Gruppen, bevor sie sich als eine Person herausstellten.',
  'experiments.arm.treated': 'Mit Nachrichten',
  'experiments.arm.holdout': 'Ohne (Kontrollgruppe)',
  'experiments.column.group': 'Gruppe',
  'experiments.column.people': 'Personen',
  'experiments.column.matured': 'Sieben Tage vorbei',
  'experiments.column.buyers': 'Kauften',
  'experiments.column.share': 'Anteil, der kaufte',
  'experiments.column.others': 'Nachrichten anderer Kampagnen',
  'experiments.column.orders': 'Bestellungen',
  'experiments.column.revenue': 'Umsatz',
  'experiments.column.perPerson': 'Umsatz je Person',
  'experiments.column.view': 'Zählweise',
  'experiments.column.day': 'Tag',
  'experiments.column.difference': 'Unterschied (Prozentpunkte)',
  'experiments.column.low': 'Mindestens',
  'experiments.column.high': 'Höchstens',
  'experiments.column.placedAt': 'Bestellt',
  'experiments.column.customer': 'Kunde',
  'experiments.column.refunded': 'Erstattet',
  'experiments.column.message': 'Nachricht',
  'experiments.money': 'Bestellungen in {currency}',
  'experiments.money.hint':
    'Bestellungen der Personen, deren sieben Tage vorbei sind, innerhalb dieser Tage. Erstattungen sind abgezogen. Eine Zahl öffnet ihre Bestellungen.',
  'experiments.perPerson':
    'Der Umsatz je Person unterscheidet sich um {difference}; der wahre Unterschied liegt zwischen {low} und {high}.',
  'experiments.withoutPast':
    'Ohne das, was beide Gruppen in den vier Wochen davor ausgaben: {difference}, zwischen {low} und {high}.',
  'experiments.views': 'Drei Zählweisen',
  'experiments.views.hint':
    'Dieselben Personen, nebeneinander. Die Zahlen beantworten verschiedene Fragen und werden nie addiert.',
  'experiments.view.incremental': 'Mehr als ohne Nachrichten',
  'experiments.view.incremental.means': 'Nach der Kontrollgruppe: was sonst nicht gekauft worden wäre.',
  'experiments.view.link': 'Nach einem Klick',
  'experiments.view.link.means':
    'Bestellt innerhalb von sieben Tagen, nachdem der Link einer Nachricht geöffnet wurde.',
  'experiments.view.lastTouch': 'Letzte Nachricht: {channel}',
  'experiments.view.lastTouch.means': 'Die neueste Nachricht vor der Bestellung war eine dieser Kampagne.',
  'experiments.between': 'zwischen {low} und {high}',
  'experiments.between.tooFew': 'zu wenige Bestellungen, um zu sagen, wie sicher',
  'experiments.course': 'Wie der Unterschied zustande kam',
  'experiments.course.hint':
    'Anteil, der kaufte, mit weniger ohne Nachrichten, in Prozentpunkten. Im Band liegt die Wahrheit: Sobald es die Nulllinie verlässt, gibt es einen Unterschied.',
  'experiments.course.none': 'Noch nichts zu zeichnen',
  'experiments.course.none.text':
    'Die Linie beginnt, sobald Personen beider Gruppen ihre sieben Tage hatten. Gezählt wird schon jetzt.',
  'experiments.orders.treated': 'Bestellungen von Personen mit Nachrichten',
  'experiments.orders.holdout': 'Bestellungen von Personen ohne Nachrichten',
  'experiments.orders.link': 'Bestellungen nach einem Klick',
  'experiments.orders.lastTouch': 'Bestellungen nach letzter Nachricht',
  'experiments.orders.none': 'Keine Bestellungen',
  'experiments.orders.more': 'Mehr anzeigen',
  'experiments.holdout': 'Anteil ohne Nachrichten',
  'experiments.holdout.begin': 'Personen zurückhalten',
  'experiments.holdout.change': 'Anteil ändern',
  'experiments.holdout.set': 'Anteil festlegen',
  'experiments.holdout.means':
    'So viele zufällig gewählte Personen dieser Kampagne erhalten auf keinem Kanal eine ihrer Nachrichten. Das kostet einige Bestellungen und zeigt, was alle anderen wert sind.',
  'experiments.holdout.percent': 'Personen ohne Nachrichten, in Prozent',
  'experiments.holdout.help': 'Von 0 bis 50. 10 passt für die meisten Shops; ein größerer Anteil antwortet früher.',
  'experiments.holdout.wrong': 'Geben Sie eine ganze Zahl von 0 bis {max} an.',
  'experiments.holdout.anew':
    'Der Vergleich beginnt neu mit den Personen, die ab jetzt kommen. Wer in einer Gruppe ist, bleibt in ihr.',
  'experiments.holdout.ends':
    'Allen wird geschrieben, auch den bisher Zurückgehaltenen. Was Nachrichten bringen, lässt sich dann nicht mehr sagen.',
  'experiments.holdout.done':
    '{percent, plural, =0 {Ab jetzt wird allen geschrieben.} other {# % der Personen erhalten ab jetzt keine Nachricht.}}',
  'suggestion.title': 'Ein Versuch wert',
  'suggestion.hint':
    'Höchstens eine Sache auf einmal, aus dem, was Ihre eigenen Kunden getan haben. Es zeigt, was einen Versuch lohnt; ob es mehr bringt, sagt der Vergleich.',
  'suggestion.tooEarly':
    'Zu früh: Erst {people, plural, one {muss etwa # weitere Person} other {müssen etwa # weitere Personen}} ohne Nachricht beobachtet worden sein. Zurückgehaltene Personen sind solche.',
  'suggestion.nothing': 'Was Ihre Kunden getan haben, spricht für keinen anderen Zeitpunkt der ersten Nachricht.',
  'suggestion.wait_longer':
    'Die erste Nachricht nach {suggested} statt nach {now} senden: {share} derer, die sie jetzt bekommen (zwischen {low} und {high}), hätten bis dahin von selbst gekauft.',
  'suggestion.wait_less':
    'Die erste Nachricht nach {suggested} statt nach {now} senden: Nur {share} der Personen (höchstens {high}) kaufen dazwischen von selbst; das Warten erspart also kaum jemandem eine Nachricht.',
  'suggestion.evidence':
    'Gezählt an {people, plural, one {# Person} other {# Personen}}, die bis dahin keine Nachricht hatten; {bought} davon kauften in dieser Zeit.',
  'suggestion.compare': 'An den Warenkörben der letzten zwei Wochen vergleichen',
  'suggestion.comparing': 'Beides läuft über die Warenkörbe der letzten zwei Wochen …',
  'suggestion.difference': 'Die letzten {days} Tage, ohne etwas zu senden',
  'suggestion.column.what': 'Was',
  'suggestion.column.now': 'Wie es ist',
  'suggestion.column.then': 'Wie vorgeschlagen',
  'suggestion.row.messages': 'Nachrichten',
  'suggestion.row.reached': 'Warenkörbe mit Nachricht',
  'suggestion.row.cost': 'Kosten',
  'suggestion.try': 'Mit der Hälfte der Personen ausprobieren',
  'suggestion.try.means':
    'Legt einen Entwurf mit einer Verzweigung an. Bevor Sie ihn veröffentlichen, wird danach nichts gesendet.',
  'suggestion.draft':
    'Diese Kampagne hat eine unveröffentlichte Änderung. Veröffentlichen oder verwerfen Sie sie; dann kann der Vorschlag ein Arm werden.',
  'experiments.splits': 'Aufteilungen nach Zufall',
  'experiments.splits.lead':
    'Welcher Weg eines Ablaufs mehr bringt. Personen zählen ab dem Moment, in dem sie zur Aufteilung kommen, sieben Tage lang.',
  'experiments.split': 'Aufteilung {id}',
  'experiments.split.hint.fixed': 'Die Anteile bleiben, wie sie im Ablauf stehen.',
  'experiments.split.hint.learning':
    'Die Anteile richten sich danach, was jeder Weg bringt; solange gelernt wird, bekommt kein Weg weniger als {percent} % der Personen.',
  'experiments.split.hint.personal':
    'Jede Person bekommt den Weg, der bei ihr am meisten erwarten lässt; {percent} % der Personen bekommen zum Vergleich einen gleichmäßig ausgelosten.',
  'experiments.split.verdict.tooEarly': 'Noch zu früh für ein Urteil',
  'experiments.split.verdict.undecided': 'Bisher ist kein Weg sicher besser',
  'experiments.split.verdict.best': 'Weg {arm} ist besser',
  'experiments.split.verdict.choosingPays': 'Das Wählen lohnt sich',
  'experiments.split.verdict.choosingCosts': 'Das Wählen schadet',
  'experiments.split.verdict.ratioWrong': 'Die Wege sind nicht vergleichbar',
  'experiments.split.ratioWrong':
    'Die Wege haben nicht so viele Personen bekommen, wie ihre Anteile sagen, und der Zufall allein erklärt das nicht. Irgendwo gehen Personen eines Weges verloren, deshalb wird nichts verglichen.',
  'experiments.split.table': 'Wege der Aufteilung {id}',
  'experiments.split.arm': 'Weg',
  'experiments.split.now': 'Anteil neuer Personen',
  'experiments.split.orders': 'Bestellungen',
  'experiments.split.perPerson': 'Umsatz je Person',
  'experiments.split.first': 'erster Weg, mit ihm wird verglichen',
  'experiments.split.nobody': 'noch niemand zum Vergleichen',
  'experiments.split.points': '{value} Punkte',
  'experiments.split.than': '{difference} zum ersten Weg; zu wenige Käufe für eine Spanne',
  'experiments.split.thanRange': '{difference} zum ersten Weg, zwischen {low} und {high}',
  'experiments.split.reads.recovered':
    'Es zählt der Anteil der Personen, die kaufen. Die wahren Unterschiede liegen in 95 von 100 Aufteilungen in den Spannen, egal wie oft Sie nachsehen.',
  'experiments.split.reads.revenue':
    'Es zählt der Umsatz je Person. Die wahren Unterschiede liegen in 95 von 100 Aufteilungen in den Spannen, egal wie oft Sie nachsehen.',
  'experiments.split.missing':
    'Für einen Unterschied von einem Fünftel {people, plural, one {fehlt noch etwa # Person} other {fehlen noch etwa # Personen}}.',
  'experiments.split.weighted':
    'Da sich die Anteile ändern, zählt jede Person danach, wie wahrscheinlich ihr Weg war; so sieht eine gute Woche nicht wie ein guter Weg aus.',
  'experiments.split.crossed':
    '{people, plural, one {# Person war auf zwei Wegen, bevor sich zeigte, dass es dieselbe ist, und wird} other {# Personen waren auf zwei Wegen, bevor sich zeigte, dass es jeweils dieselbe ist, und werden}} nicht verglichen. Es bleibt beim früheren Weg.',
  'experiments.split.heldOut':
    '{people, plural, one {# Person erhält} other {# Personen erhalten}} wegen der Kontrollgruppe keine Nachricht und {people, plural, one {wird} other {werden}} nicht verglichen.',
  'experiments.split.otherCurrencies':
    '{orders, plural, one {# Bestellung in einer anderen Währung fehlt} other {# Bestellungen in anderen Währungen fehlen}} im Umsatz, {orders, plural, one {ihr Käufer zählt} other {ihre Käufer zählen}} aber mit.',
  'experiments.personal.table': 'Gewählte und ausgeloste Wege der Aufteilung {id}',
  'experiments.personal.group': 'Weg der Person',
  'experiments.personal.chosen': 'Für sie gewählt',
  'experiments.personal.baseline': 'Gleichmäßig ausgelost',
  'experiments.personal.soFar': 'Anteil der Personen bisher',
  'experiments.personal.compared': 'mit ihnen werden die anderen verglichen',
  'experiments.personal.than': '{difference} zu den ausgelosten Wegen; zu wenige Käufe für eine Spanne',
  'experiments.personal.thanRange': '{difference} zu den ausgelosten Wegen, zwischen {low} und {high}',
  'experiments.personal.says.choosing_pays':
    'Persönliche Wege bringen mehr als ausgeloste: {difference} je Person, sicher zwischen {low} und {high}.',
  'experiments.personal.says.choosing_costs':
    'Persönliche Wege bringen weniger als ausgeloste: {difference} je Person, sicher zwischen {low} und {high}. Feste oder gelernte Anteile wären besser.',
  'experiments.personal.says.undecided':
    'Ob persönliche Wege mehr bringen, lässt sich noch nicht sagen: bisher {difference} je Person, und die Wahrheit liegt zwischen {low} und {high}.',
  'experiments.personal.arms':
    'Die Wege werden nicht miteinander verglichen, weil sie für verschiedene Personen gewählt wurden.',
  'experiments.personal.crossed':
    '{people, plural, one {# Person war in beiden Gruppen, bevor sich zeigte, dass es dieselbe ist, und wird} other {# Personen waren in beiden Gruppen, bevor sich zeigte, dass es jeweils dieselbe ist, und werden}} nicht verglichen.',
  'experiments.personal.ratioWrong':
    'Die Gruppen sind nicht so groß, wie die Vergleichsgruppe sein soll, und der Zufall allein erklärt das nicht. Irgendwo gehen Personen einer Gruppe verloren, deshalb wird nichts verglichen.',
  'experiments.winner.proposed':
    'Weg {arm} ist sicher besser als alle anderen. Am {at} bekommt er alle neuen Personen, wenn Sie nicht widersprechen. Wer auf einem Weg ist, bleibt darauf.',
  'experiments.winner.applied':
    'Weg {arm} bekommt seit {at} alle neuen Personen. Seitdem wird niemand mehr verglichen.',
  'experiments.winner.objected':
    'Am {at} wurde Weg {arm} widersprochen. Die Aufteilung lernt weiter und schlägt nichts mehr vor, bis ihre Wege andere sind.',
  'experiments.winner.apply': 'Jetzt übernehmen',
  'experiments.winner.object': 'Widersprechen',
  'experiments.winner.applyDone': 'Der bessere Weg bekommt jetzt alle neuen Personen.',
  'experiments.winner.objectDone': 'Vermerkt. Die Aufteilung läuft weiter wie bisher.',
  'experiments.personal.byContext':
    'Der Weg wird nach dem gewählt, was über den Warenkorb bekannt ist, gelernt von Personen, deren sieben Tage vorbei sind. Jeder Weg behält einen Mindestanteil, damit sich die Wahl noch ändern kann.',
};
