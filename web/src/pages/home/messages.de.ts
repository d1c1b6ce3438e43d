import type { homeEn } from './messages.en.ts';

export const homeDe: Readonly<Record<keyof typeof homeEn, string>> = {
  'home.title': 'Übersicht',
  'home.day': 'Tag',
  'home.total': 'Summe',
  'home.before': 'Zeitraum davor',
  'home.recoveredRevenue': 'Zurückgewonnener Umsatz',
  'home.recoveredRevenue.hint':
    'Bestellungen, die nach einer Ihrer Nachrichten kamen, so wie der Shop sie gemeldet hat. Erstattungen stehen gesondert.',
  'home.recoveredOrders': 'Zurückgewonnene Bestellungen',
  'home.recoveryRate': 'Rückgewinnungsquote',
  'home.abandonedCarts': 'Verlassene Warenkörbe',
  'home.revenuePerRecipient': 'Umsatz je Empfänger',
  'home.incremental':
    'Durch Ihre Nachrichten, nicht nur nach ihnen: {amount} seit Beginn des Vergleichs, in Wahrheit zwischen {low} und {high}.',
  'home.incremental.notYet':
    'Wie viel davon durch Ihre Nachrichten kam, wird noch gemessen: Die zurückgehaltenen Personen sind noch zu wenige.',
  'home.incremental.noHoldout':
    'Wie viel davon durch Ihre Nachrichten kam, lässt sich nicht sagen: Niemand wird zum Vergleich zurückgehalten.',
  'home.incremental.open': 'Experimente',
  'home.curve': 'Zurückgewonnener Umsatz je Tag',
  'home.curve.hint': 'Nach dem Kanal der Nachricht vor der Bestellung. Tage des Shops ({zone}); heute läuft noch.',
  'home.curve.none': 'In diesem Zeitraum wurde noch nichts zurückgewonnen',
  'home.curve.none.text':
    'Die erste zurückgewonnene Bestellung erscheint hier innerhalb einer Sekunde. Wählen Sie einen längeren Zeitraum, um frühere zu sehen.',
  'home.channel.unknown': 'Kanal nicht bekannt',
  'home.funnel': 'Vom Warenkorb zur Bestellung',
  'home.funnel.hint': 'Warenkörbe, die in diesem Zeitraum verlassen wurden, und wie weit jeder kam.',
  'home.funnel.none': 'In diesem Zeitraum wurde kein Warenkorb verlassen',
  'home.funnel.none.text': 'Sobald ein Warenkorb ruht, zählt er hier.',
  'home.funnel.seen': 'Verlassen',
  'home.funnel.identified': 'Person bekannt',
  'home.funnel.reachable': 'Darf angeschrieben werden',
  'home.funnel.messaged': 'Nachricht bekommen',
  'home.funnel.clicked': 'Geklickt',
  'home.funnel.bought': 'Gekauft',
  'home.funnel.drop': '{count, plural, one {# Warenkorb} other {# Warenkörbe}} weniger ({share}): {why}',
  'home.funnel.identified.why': 'niemand gab eine Adresse an oder meldete sich an',
  'home.funnel.reachable.why': 'keine Zustimmung oder eine gesperrte Adresse',
  'home.funnel.messaged.why': 'wartet noch, kaufte vorher oder eine Bedingung traf nicht zu',
  'home.funnel.clicked.why': 'haben (noch) nicht geklickt',
  'home.funnel.bought.why': 'haben (noch) nicht bestellt',
  'home.campaigns': 'Kampagnen',
  'home.campaigns.hint': 'Was jede in diesem Zeitraum brachte; zusammen ergeben sie die Zahl oben.',
  'home.campaigns.none': 'In diesem Zeitraum brachte noch keine Kampagne eine Bestellung',
  'home.campaigns.none.text': 'Sobald eine Bestellung auf eine Ihrer Nachrichten folgt, steht ihre Kampagne hier.',
  'home.campaign': 'Kampagne',
  'home.campaign.unknown': 'Kampagne nicht bekannt',
  'home.coverage': 'Abdeckung',
  'home.coverage.hint': 'Welchen Anteil der verlassenen Warenkörbe Sie überhaupt anschreiben dürfen.',
  'home.coverage.none': 'Noch nicht genug',
  'home.coverage.none.text': 'Die Abdeckung erscheint, sobald in diesem Zeitraum ein Warenkorb verlassen wurde.',
  'home.coverage.share': '{share} der verlassenen Warenkörbe können angeschrieben werden: {reachable} von {all}.',
  'home.coverage.reasons': 'Warum die anderen nicht',
  'home.coverage.remedy.anonymous':
    'Das würde am meisten helfen: früher nach der E-Mail-Adresse fragen, oder das Snippet sie aus Ihren Formularen lesen lassen (Anbindungen → Snippet).',
  'home.coverage.remedy.no_consent':
    'Das würde am meisten helfen: an der Kasse um Zustimmung bitten, wo die meisten Adressen angegeben werden.',
  'home.coverage.remedy.no_address':
    'Das würde am meisten helfen: der Kampagne einen Kanal hinzufügen, auf dem diese Personen eine Adresse haben.',
  'home.alerts': 'Das braucht Sie',
  'home.alerts.none': 'Gerade braucht Sie nichts.',
  'home.alert.events_stopped':
    'Die Ereignisse Ihres Shops blieben {since} aus. Nach seiner eigenen Vergangenheit hätten seither etwa {expected, plural, one {# Ereignis} other {# Ereignisse}} kommen sollen.',
  'home.alert.events_stopped.action': 'Anbindung prüfen',
  'home.alert.channel_paused':
    '{channel} wurde {since} angehalten: Zu viele Nachrichten kamen zurück oder wurden als Spam gemeldet.',
  'home.alert.channel_paused.action': 'Ansehen, was ihn angehalten hat',
  'home.alert.sender_domain':
    'Postfächer könnten Ihre E-Mails ablehnen oder als Spam ablegen: Bei {domain} stimmt etwas nicht ({records}).',
  'home.alert.sender_domain.action': 'Ansehen, was zu veröffentlichen ist',
  'home.alert.own_domain_failing':
    'Der DNS-Eintrag von {domain} fehlt seit {since}. Nach drei Tagen ist der Name verloren, und Links in Nachrichten führen ins Leere.',
  'home.alert.own_domain_failing.lost':
    '{domain} ist verloren, weil der DNS-Eintrag fehlte: Verschickte Links damit führen ins Leere.',
  'home.alert.own_domain_failing.action': 'Den Eintrag ansehen',
  'home.alert.provider_failing':
    '{provider}: {failed} von {attempted} Nachrichten der letzten Stunde scheiterten (am häufigsten: {code}).',
  'home.alert.provider_failing.action': 'Zustellung ansehen',
  'home.alert.webhooks_failing':
    '{failed, plural, one {# Webhook} other {# Webhooks}} Ihres Shops waren seit gestern nicht zu verstehen.',
  'home.alert.webhooks_failing.action': 'Lieferungen ansehen',
  'home.alert.reconciliation_failing': 'Der letzte Abgleich mit Ihrem Shop scheiterte {since} ({cause}).',
  'home.alert.reconciliation_failing.action': 'Anbindung prüfen',
  'home.alert.content_template_stopped':
    'WhatsApp oder RCS hat die genehmigte Vorlage von „{template}“ gestoppt (Code {code}): Ihre Nachrichten gehen nicht hinaus.',
  'home.alert.content_template_stopped.action': 'Nachrichten ans Telefon ansehen',
  'home.alert.offer_codes_low':
    '{left, plural, =0 {Kein Code ist übrig} one {Ein Code ist übrig} other {# Codes sind übrig}} für das Angebot „{name}“: Ohne Code gehen Nachrichten ohne es hinaus.',
  'home.alert.offer_codes_low.action': 'Codes ansehen',
  'home.alert.rollout_rolled_back':
    'Version {version} eines Modells wurde von selbst zurückgenommen, weil sie schlechter war als die antwortende: {gates}.',
  'home.alert.rollout_rolled_back.action': 'Rollout ansehen',
  'home.alert.endpoint_failing':
    'Ihr System {name} nimmt seit dem ersten Fehlschlag {since} keinen Webhook an. Es wird von selbst weiter versucht.',
  'home.alert.endpoint_failing.off':
    'Ihr System {name} erfährt nichts mehr: Es wurde abgeschaltet, weil seine Webhooks scheiterten.',
  'home.alert.endpoint_failing.action': 'Zustellungen ansehen',
  'home.alert.dead_letters':
    '{letters, plural, one {# Ereignis wartet} other {# Ereignisse warten}}, weil es nicht zu verwenden war; {proposed, plural, =0 {keines hat} one {# hat} other {# haben}} einen Reparaturvorschlag.',
  'home.alert.dead_letters.action': 'Ansehen',
  'home.alert.privacy_requests':
    '{open, plural, one {# Datenschutzanfrage ist} other {# Datenschutzanfragen sind}} offen, die erste fällig {due}.',
  'home.alert.privacy_requests.action': 'Bearbeiten',
  'home.alert.model_drift.quality':
    'Was Version {version} des Modells bekommt, ist nicht mehr, was es war, {since}. Ihre Chancen können falsch sein.',
  'home.alert.model_drift.behaviour':
    'Menschen verhalten sich anders, als Version {version} des Modells gelernt hat, {since}. Ihre Chancen können falsch sein.',
  'home.alert.model_drift.visitors':
    'Version {version} des Modells sieht andere Warenkörbe als vorher, {since}. Mit ihnen geschieht, was sie vorhersagte.',
  'home.alert.model_drift.action': 'Ansehen, was sich bewegte',
  'home.alert.no_active_campaign':
    'Keine Kampagne ist aktiv: Verlassene Warenkörbe werden gesehen, aber niemand wird angeschrieben.',
  'home.alert.no_active_campaign.action': 'Kampagnen öffnen',
  'home.forecast.switch': 'Mit Prognose',
  'home.forecast.expected': 'Erwartet',
  'home.forecast.between': '{lower} bis {upper}',
  'home.forecast.told':
    'Erwartet vom {from} bis {to}: {value}, in acht von zehn Fällen zwischen {lower} und {upper}. Ein einzelner Tag schwankt stärker: Das zeigt das Band.',
  'home.forecast.told.alone':
    'Erwartet vom {from} bis {to}: {value}. Das Band zeigt, zwischen welchen Werten jeder Tag in acht von zehn Fällen liegt.',
  'home.forecast.none': 'Noch nicht genug Tage',
  'home.forecast.none.text':
    'Eine Prognose braucht fünf ganze Wochen Ihres eigenen Shops: {missing, plural, one {Es fehlt noch # Tag} other {Es fehlen noch # Tage}}.',
  'home.next': 'Die nächsten {days} Tage',
  'home.next.hint':
    'Was die Wochentage Ihres Shops erwarten lassen, heute eingeschlossen. Kein Ziel, und ohne das, was Sie inzwischen ändern.',
  'home.next.revenue': 'Zurückgewonnener Umsatz, erwartet',
  'home.next.carts': 'Verlassene Warenkörbe, erwartet',
  'home.forecast.total': 'In acht von zehn Fällen zwischen {lower} und {upper}',
  'home.forecast.total.none': 'Wie weit das danebenliegen kann, lässt sich in einigen Wochen sagen',
  'home.forecast.how': 'So entsteht die Zahl',
  'home.forecast.method.weekday_mean': 'Jeder Tag wie der Durchschnitt desselben Wochentags in den Wochen davor.',
  'home.forecast.method.holt_winters':
    'Eine Glättung, die neuen Tagen mehr glaubt als alten, mit einem Muster der Woche (Holt-Winters).',
  'home.forecast.method.pooled_weekday':
    'Jeder Tag wie sein Wochentag, mit einem Wochenmuster, das dem anderer Shops angenähert ist.',
  'home.forecast.method.mean_of_both':
    'Der Durchschnitt zweier Prognosen: derselbe Wochentag in den Wochen davor, und eine Glättung, die neuen Tagen mehr glaubt als alten (Holt-Winters).',
  'home.forecast.error':
    'Erprobt an {days, plural, one {# Tag} other {# Tagen}}, die sie nicht kannte: im Mittel um {error} am Tag daneben; „wie letzte Woche“ um {lastWeek}.',
  'home.forecast.coverage': '{share} dieser Tage lagen im Bereich, der vorher genannt war; 80 % sollen es sein.',
  'home.forecast.peaks':
    'Von den {days, number} stärksten davon waren es {share}. Nach einem Tag außerhalb wird der Bereich breiter.',
};
