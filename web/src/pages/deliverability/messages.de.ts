import type { deliverabilityEn } from './messages.en.ts';

export const deliverabilityDe: Readonly<Record<keyof typeof deliverabilityEn, string>> = {
  'page.deliverability': 'Zustellung',
  'deliverability.title': 'Zustellung',
  'deliverability.lead':
    'Was aus Ihren Nachrichten nach dem Senden wurde, ob die Postfachanbieter sie noch wollen und welche Adressen nicht mehr angeschrieben werden.',
  'deliverability.limits': 'Was Postfachanbieter von Ihren E-Mails verlangen',
  'deliverability.limit.complaint_rate': 'Als unerwünscht gemeldet',
  'deliverability.limit.bounce_rate': 'Von der Adresse nicht angenommen',
  'deliverability.limit.of': '{count} von {all} E-Mails: {rate}',
  'deliverability.limit.asked': 'Unter {warn}; ab {bad} werden Nachrichten abgewiesen, oder das Konto wird gesperrt.',
  'deliverability.limit.source': 'Quelle: {name}',
  'deliverability.judgement.good': 'In Ordnung',
  'deliverability.judgement.warn': 'Bald handeln',
  'deliverability.judgement.bad': 'Jetzt handeln',
  'deliverability.judgement.unknown': 'Noch nicht genug',
  'deliverability.judgement.unreported': 'Niemand meldet es',
  'deliverability.limit.unreported':
    'Ihr Anbieter hat noch nichts zurückgemeldet. Richten Sie seine Rückmeldungen ein (docs/delivery-reports.md), sonst bleibt das unbekannt.',
  'deliverability.limit.unknown': 'Wird ab {min, number} E-Mails beurteilt: Bei weniger entschiede eine einzige.',
  'deliverability.limit.complaint_rate.do':
    'Schreiben Sie nur Personen, die vor Kurzem zugestimmt haben, machen Sie den Abmeldelink leicht auffindbar, und lassen Sie mehr Zeit zwischen den Nachrichten.',
  'deliverability.limit.bounce_rate.do':
    'Bitten Sie bei der Anmeldung um eine Bestätigung: Die meisten dieser Adressen gab es nie.',
  'deliverability.table': 'Nach Kanal und Anbieter',
  'deliverability.table.hint':
    'Nachrichten, die in diesem Zeitraum erlaubt wurden. Anteile gelten für die vom Anbieter angenommenen. Jede Zahl öffnet ihre Nachrichten.',
  'deliverability.none': 'In diesem Zeitraum wurde keine Nachricht gesendet',
  'deliverability.none.text': 'Sobald eine Rückgewinnung eine sendet, wird hier gezählt, was daraus wird.',
  'deliverability.channel': 'Kanal',
  'deliverability.sent': 'Gesendet',
  'deliverability.accepted': 'Angenommen',
  'deliverability.delivered': 'Zugestellt',
  'deliverability.bounced': 'Unzustellbar',
  'deliverability.complained': 'Unerwünscht',
  'deliverability.unsubscribed': 'Abgemeldet',
  'deliverability.failed': 'Gescheitert',
  'deliverability.silentProvider': 'meldet nichts zurück',
  'deliverability.curve': 'Je Tag',
  'deliverability.curve.hint': 'Tage des Shops ({zone}).',
  'deliverability.curve.what': 'Was die Kurve zeigt',
  'deliverability.curve.none': 'In diesem Zeitraum nichts',
  'deliverability.day': 'Tag',
  'deliverability.total': 'Summe',
  'deliverability.before': 'Zeitraum davor',
  'deliverability.measure.messages': 'Gesendet',
  'deliverability.measure.delivered': 'Zugestellt',
  'deliverability.measure.bounced': 'Unzustellbar',
  'deliverability.measure.complaint_rate': 'Als unerwünscht gemeldet',
  'deliverability.measure.unsubscribe_rate': 'Abgemeldet',
  'deliverability.providers': 'Anbieter',
  'deliverability.providers.hint': 'Die letzten 24 Stunden.',
  'deliverability.provider.ok': 'Nimmt an',
  'deliverability.provider.idle': 'Nichts gesendet',
  'deliverability.provider.failing': 'Weist das meiste ab',
  'deliverability.provider.some': 'Weist manches ab',
  'deliverability.provider.missing': 'Nicht eingerichtet',
  'deliverability.provider.missing.text':
    'Dieser Shop hat ihn gewählt, und die Installation hat kein Konto dafür: Nachrichten warten. Fragen Sie Ihren Betreiber, oder wählen Sie in den Einstellungen einen anderen.',
  'deliverability.provider.stopped': 'Nimmt zurzeit keine',
  'deliverability.provider.slow': 'Gedrosselt',
  'deliverability.provider.distrusted': 'Von anderen abgewiesen',
  'deliverability.provider.until': 'Nachrichten warten bis {until}, oder ein anderes Konto übernimmt sie.',
  'deliverability.provider.slow.text':
    'Der Anbieter bat um ein langsameres Tempo: Nachrichten gehen später hinaus, keine geht verloren.',
  'deliverability.provider.distrusted.text':
    'Mailserver weisen wegen des Absenders ab, was er sendet, und nicht wegen der Adressen Ihrer Kunden.',
  'deliverability.provider.stoodIn':
    'Übernahm in den letzten 24 Stunden {count, plural, one {# Nachricht} other {# Nachrichten}} von {name}.',
  'deliverability.provider.shared':
    'Andere Shops senden von derselben Nummer: Wer einem von ihnen mit STOP antwortet, bekommt von keinem mehr eine SMS.',
  'deliverability.provider.unobserved':
    'Nach der Annahme kommt keine Meldung mehr: Ob eine Nachricht ankam, ist nicht bekannt.',
  'deliverability.provider.unused': 'derzeit nicht in Gebrauch',
  'deliverability.provider.counts':
    '{attempted, plural, =0 {Keine Nachricht} one {# Nachricht} other {# Nachrichten}}, {failed, plural, =0 {keine abgewiesen} one {# abgewiesen oder ohne Antwort} other {# abgewiesen oder ohne Antwort}}',
  'deliverability.provider.last': 'Nahm zuletzt {since} eine an',
  'deliverability.code.times': '{count, plural, one {einmal} other {#-mal}}, zuletzt {since}',
  'deliverability.suppressions': 'Adressen, die nicht angeschrieben werden',
  'deliverability.suppressions.hint':
    'Maskiert. Was technisch oder die Entscheidung Ihres Teams war, lässt sich aufheben; was der Kunde wollte, nimmt nur er selbst zurück.',
  'deliverability.suppressions.none': 'Keine solche Adresse',
  'deliverability.suppressions.none.text':
    'Eine Adresse kommt hierher, wenn sie auf Dauer unzustellbar ist oder ihr Kunde sich abmeldet oder beschwert.',
  'deliverability.filter.channel': 'Kanal',
  'deliverability.filter.channel.all': 'Alle Kanäle',
  'deliverability.filter.cause': 'Grund',
  'deliverability.filter.cause.all': 'Alle Gründe',
  'deliverability.address': 'Adresse',
  'deliverability.address.unknown': 'von niemandem, der bekannt ist',
  'deliverability.cause': 'Grund',
  'deliverability.since': 'Seit',
  'deliverability.action': 'Aktion',
  'deliverability.cause.unsubscribe': 'Abgemeldet',
  'deliverability.cause.bounce': 'Unzustellbar',
  'deliverability.cause.complaint': 'Als unerwünscht gemeldet',
  'deliverability.paused.complaint_rate':
    '{channel} ist seit {since} angehalten: {counted, plural, one {# Person} other {# Personen}} von {messages} haben eine Nachricht als Spam gemeldet. Es geht nichts hinaus, weil Postfach-Anbieter bald alles von diesem Absender ablehnen würden.',
  'deliverability.paused.bounce_rate':
    '{channel} ist seit {since} angehalten: {counted, plural, one {# Nachricht} other {# Nachrichten}} von {messages} kamen zurück. Es geht nichts hinaus, weil Versanddienste deswegen Konten schließen.',
  'deliverability.paused.resume': '{channel} fortsetzen',
  'deliverability.paused.ask':
    'Klären Sie zuerst, woher die Adressen kommen und ob die Personen zugestimmt hatten. Von da an wird neu gezählt; was in der Zwischenzeit fällig war, wird nicht mehr gesendet.',
  'deliverability.paused.resumed': '{channel} wird fortgesetzt',
  'deliverability.cause.soft_bounces': 'An 5 Tagen nacheinander vorübergehend abgelehnt',
  'deliverability.cause.invalid': 'Keine solche Adresse',
  'deliverability.cause.operator': 'Ihr Team hat es entschieden',
  'deliverability.cause.privacy_request': 'Wollte seine Daten löschen lassen',
  'deliverability.lift': 'Aufheben',
  'deliverability.lift.of': '{address} aufheben',
  'deliverability.lift.title': 'Diese Adresse wieder anschreiben?',
  'deliverability.lift.text':
    '{address} ist aus diesem Grund gesperrt: {cause}. Ist sie wieder unzustellbar, wird sie wieder gesperrt, und Ihr Anteil unzustellbarer Nachrichten steigt. Wer sie aufhob, wird festgehalten.',
  'deliverability.lift.confirm': 'Wieder anschreiben',
  'deliverability.lift.done': 'Die Adresse darf wieder angeschrieben werden.',
  'deliverability.lift.failed': 'Nichts wurde geändert: {why}',
  'deliverability.more': 'Mehr zeigen',
  'sender.title': 'Ist Ihre Domain für E-Mail eingerichtet?',
  'sender.hint':
    'Postfächer fragen im DNS, ob eine E-Mail von dem ist, der sie gesendet haben will. Was dort fehlt, kostet Sie mehr Leser als jede Betreffzeile.',
  'sender.of': 'E-Mails kommen von {domain} und gehen über {provider} hinaus. Zuletzt nachgesehen: {at}',
  'sender.anew': 'Noch einmal nachsehen',
  'sender.reserved':
    '{domain} ist ein Name für Beispiele und kann keine E-Mails senden. Stellen Sie als Absender dieser Installation (EMAIL_FROM) eine Adresse Ihrer eigenen Domain ein.',
  'sender.sandbox': '{provider} behält Ihre E-Mails hier und sendet keine, deshalb beurteilt sie noch kein Postfach.',
  'sender.record': 'Eintrag',
  'sender.state': 'Zustand',
  'sender.what': 'Was er sagt',
  'sender.publish': 'Was zu veröffentlichen ist',
  'sender.publish.as': 'TXT-Eintrag unter',
  'sender.state.good': 'In Ordnung',
  'sender.state.warn': 'Ansehen',
  'sender.state.bad': 'Beheben',
  'sender.kind.spf': 'SPF: wer senden darf',
  'sender.kind.dkim': 'DKIM: die Unterschrift',
  'sender.kind.dmarc': 'DMARC: was mit dem Rest geschieht',
  'sender.nothing': 'Nichts zu tun.',
  'sender.found.none': 'Keiner gefunden unter',
  'sender.finding.dns_unavailable':
    'Das DNS hat nicht geantwortet, deshalb ist nichts bekannt. Sehen Sie in einer Minute noch einmal nach.',
  'sender.finding.spf_missing': 'Es gibt keinen SPF-Eintrag: Postfächer wissen nicht, wer für Sie senden darf.',
  'sender.finding.spf_several': 'Es gibt mehrere SPF-Einträge, das gilt wie keiner. Machen Sie einen daraus.',
  'sender.finding.spf_too_many_lookups':
    'Er fragt mehr als zehnmal im DNS nach, und Postfächer geben auf. Nehmen Sie heraus, wer nicht mehr für Sie sendet.',
  'sender.finding.spf_open': 'Er lässt alle in Ihrem Namen senden.',
  'sender.finding.spf_without_provider': 'Ihr Anbieter steht nicht darin.',
  'sender.finding.dkim_selector_unknown':
    'Niemand hat gesagt, unter welchem Namen der Schlüssel Ihres Anbieters steht. Wer die Installation betreibt, kann EMAIL_DKIM_SELECTORS einstellen; der Selektor (s=) steht im Quelltext einer angekommenen Nachricht.',
  'sender.finding.dkim_missing':
    'Es wurde kein Schlüssel gefunden, E-Mails haben also keine gültige Unterschrift. Ihr Anbieter zeigt den Eintrag für Ihre Domain.',
  'sender.finding.dkim_revoked':
    'Der Eintrag enthält keinen Schlüssel, damit gelten Unterschriften nicht. Ihr Anbieter zeigt den richtigen.',
  'sender.finding.dkim_not_aligned':
    'Der Schlüssel gehört zu einer übergeordneten Domain, und Ihr DMARC-Eintrag verlangt genau diese (adkim=s): Jede E-Mail fällt durch. Lassen Sie Ihren Anbieter für diese Domain unterschreiben oder nehmen Sie adkim=s heraus.',
  'sender.finding.dmarc_missing':
    'Es gibt keinen DMARC-Eintrag; Gmail und Yahoo verlangen ihn, wenn man viele E-Mails sendet.',
  'sender.finding.dmarc_several': 'Es gibt mehrere DMARC-Einträge, das gilt wie keiner. Lassen Sie einen.',
  'sender.finding.dmarc_without_policy': 'Er hat keine Vorgabe (p=) und gilt deshalb nicht.',
  'sender.finding.dmarc_only_watches':
    'Er beobachtet nur (p=none): Was andere in Ihrem Namen senden, wird zugestellt. Wenn die Berichte zeigen, dass Ihre eigenen E-Mails bestehen, machen Sie ihn strenger.',
  'sender.mail.hint':
    'Senden Sie sich aus einer Kampagne eine Testnachricht, öffnen Sie in Ihrem Postfach ihren Quelltext („Original anzeigen“) und fügen Sie die Kopfzeilen hier ein. Nichts davon wird behalten.',
  'sender.mail.source': 'Kopfzeilen einer angekommenen Nachricht',
  'sender.mail.check': 'Unterschrift prüfen',
  'sender.mail.sound': 'Ihre Domain hat sie unterschrieben, samt der Schaltfläche zum Abmelden.',
  'sender.mail.signature': 'Unterschrieben von {domain}, Selektor {selector}',
  'sender.mail.no_headers': 'Das sind keine Kopfzeilen einer Nachricht: Die Zeile „From:“ fehlt.',
  'sender.mail.not_signed': 'Sie ist nicht unterschrieben (DKIM): Postfächer wissen nicht, dass sie von Ihnen ist.',
  'sender.mail.not_aligned':
    'Unterschrieben hat eine Domain, zu der Ihre Adresse nicht gehört. Bestätigen Sie Ihre Domain bei Ihrem Anbieter.',
  'sender.mail.unsubscribe_missing':
    'Sie hat keine Schaltfläche zum Abmelden (List-Unsubscribe und List-Unsubscribe-Post). War es eine Nachricht einer Kampagne?',
  'sender.mail.unsubscribe_not_signed':
    'Die Kopfzeilen der Schaltfläche zum Abmelden sind nicht unterschrieben (h=), deshalb zeigen Postfächer sie nicht. Ihr Anbieter muss beide unterschreiben.',
};
