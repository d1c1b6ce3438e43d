import type { operationsEn } from './messages.en.ts';

export const operationsDe: Readonly<Record<keyof typeof operationsEn, string>> = {
  'page.operations': 'Betrieb',
  'operations.title': 'Betrieb',
  'operations.lead':
    'Die ganze Installation, alle fünf Sekunden neu gelesen. Was Sie braucht, steht oben, und was zu tun ist dabei.',
  'operations.asOf': 'Stand {time}',
  'operations.stale':
    'Dieses Bild ist von {time}; das neueste war nicht zu lesen ({code}). Es wird von selbst wieder versucht.',
  'operations.unknown': 'Das war nicht zu lesen',
  'operations.unknown.text':
    'Dieser Teil ist weg oder antwortet nicht ({code}). Alles andere auf dieser Seite ist aktuell.',
  'operations.link.temporal': 'Temporal-Oberfläche',
  'operations.link.metrics': 'Metriken',
  'operations.problems': 'Das braucht Sie jetzt',
  'operations.problems.none': 'Nichts braucht Sie: Jeder Server antwortet, nichts wartet zu lange.',
  'operations.since': 'seit {since}',
  'operations.severity.bad': 'Außen zu merken',
  'operations.severity.warn': 'Beobachten',
  'operations.whom': 'Wen es trifft',
  'operations.do': 'Was zu tun ist',
  'operations.runbook': 'Mehr in docs/operators.md, „{section}“.',

  'operations.problem.dependency_away': '{subject} antwortet nicht',
  'operations.problem.dependency_away.whom':
    '{subject, select, postgres {Alle: Nichts wird gelesen, entschieden oder gesendet. Ereignisse mit bekannten Schlüsseln werden weiter angenommen.} redis {Die Shops: Ereignisse werden mit 503 abgewiesen und von ihnen wieder gesendet. Bestätigtes geht nicht verloren.} clickhouse {Berichte und Zahlen. Rückgewinnungen laufen weiter.} temporal {Rückgewinnungen: Keine beginnt und keine geht weiter, bis er antwortet. Ereignisse werden angenommen.} kafka {Die Shops: Ereignisse werden mit 503 abgewiesen und von ihnen wieder gesendet.} other {Wer ihn braucht.}}',
  'operations.problem.dependency_away.do':
    '{subject, select, temporal {Sehen Sie nach dem Server und seiner Datenbank. Rückgewinnungen gehen von selbst weiter, sobald er antwortet.} clickhouse {Sehen Sie nach dem Server. Was sich inzwischen ändert, wartet und wird von selbst kopiert.} other {Sehen Sie nach dem Server und seiner Festplatte. Die Anwendung versucht es von selbst wieder.}}',
  'operations.problem.role_missing': 'Kein Prozess hat die Rolle {subject}',
  'operations.problem.role_missing.whom':
    '{subject, select, pipeline {Alle: Angenommene Ereignisse warten, also wird nichts Neues gesendet.} abandonment {Kunden: Verlassene Warenkörbe beginnen keine Rückgewinnung.} recovery {Kunden: Rückgewinnungen stehen still.} delivery {Kunden: Nichts wird gesendet.} prediction {Schritte, die eine Vorhersage wollen, gehen nach einer halben Minute ohne sie weiter.} api {Die Shops: Nichts kommt herein.} other {Wer sie braucht.}}',
  'operations.problem.role_missing.do': 'Starten Sie einen Prozess mit dieser Rolle: workers/main.ts {subject}.',
  'operations.problem.events_waiting': 'Angenommene Ereignisse warten in Partition {subject}',
  'operations.problem.events_waiting.whom':
    'Die Shops dieser Partition: Ihre Warenkörbe und Bestellungen sind nicht aktuell, und ihre Nachrichten warten darauf.',
  'operations.problem.events_waiting.do':
    'Sehen Sie nach der Rolle pipeline: Läuft sie, ist PostgreSQL langsam? Was nur im Rückstand ist, holt von selbst auf; mehr Prozesse teilen sich die Partitionen.',
  'operations.problem.analytics_behind': 'Der Analyse fehlen Ereignisse der Partition {subject}',
  'operations.problem.analytics_behind.whom':
    'Wer Zahlen liest: Sie sind älter, als sie sagen. Sonst wartet nichts darauf.',
  'operations.problem.analytics_behind.do': 'Sehen Sie nach ClickHouse; die Kopie geht von selbst weiter.',
  'operations.problem.carts_waiting':
    '{count, plural, =0 {Warenkörbe hätten} one {# verlassener Warenkorb hätte} other {# verlassene Warenkörbe hätten}} längst geprüft sein sollen',
  'operations.problem.carts_waiting.whom': 'Kunden: Ihre Erinnerung kommt um so viel später.',
  'operations.problem.carts_waiting.do':
    'Sehen Sie nach der Rolle abandonment. Nach einem Stillstand arbeitet sie ab, was wartet, reihum nach Shop.',
  'operations.problem.recoveries_waiting':
    '{count, plural, =0 {Rückgewinnungen haben} one {# Rückgewinnung hat} other {# Rückgewinnungen haben}} noch keinen Workflow',
  'operations.problem.recoveries_waiting.whom': 'Kunden: Vor dem Beginn wird nichts gesendet.',
  'operations.problem.recoveries_waiting.do':
    'Sehen Sie nach dem Temporal-Server, seinen Suchattributen und der Rolle abandonment.',
  'operations.problem.queue_without_workers': 'Niemand arbeitet an der Warteschlange {subject}',
  'operations.problem.queue_without_workers.whom': 'Was darin wartet; Nachrichten werden nach drei Stunden aufgegeben.',
  'operations.problem.queue_without_workers.do':
    'Starten Sie einen Prozess mit ihrer Rolle und prüfen Sie, ob seine Version die aktuelle ist.',
  'operations.problem.queue_behind': 'Die Warteschlange {subject} ist im Rückstand',
  'operations.problem.queue_behind.whom': '{count, plural, =0 {Was wartet} one {# Aufgabe} other {# Aufgaben}} darin.',
  'operations.problem.queue_behind.do':
    'Starten Sie einen weiteren Prozess mit ihrer Rolle; sendet sie nur langsam, sehen Sie zuerst nach dem Anbieter.',
  'operations.problem.inbox_behind':
    '{subject, select, webhooks {Webhooks der Shops} callbacks {Rückmeldungen der Anbieter} signals {Signale an Rückgewinnungen} confirmations {Mails, die um Bestätigung bitten,} other {Dinge}} warten',
  'operations.problem.inbox_behind.whom':
    '{subject, select, webhooks {Die Shops: Was sie meldeten, ist aufbewahrt, und ihre Nachrichten warten darauf.} callbacks {Noch niemanden: Unzustellbare Adressen und Beschwerden werden um so viel später gesperrt.} signals {Kunden: Eine Rückgewinnung hört später von einem Kauf. Die Nachricht selbst wird vor dem Senden noch einmal geprüft.} confirmations {Kunden, die sich gerade angemeldet haben.} other {Wer darauf wartet.}}',
  'operations.problem.inbox_behind.do':
    '{subject, select, signals {Sehen Sie nach der Rolle recovery und nach Temporal.} confirmations {Sehen Sie nach der Rolle delivery und ihrem E-Mail-Anbieter.} other {Sehen Sie nach der Rolle pipeline und ihrem Protokoll.}}',
  'operations.problem.relay_behind': '{subject} kommt verspätet an',
  'operations.problem.relay_behind.whom':
    'Leser des Themas oder von Berichten. Nichts, was gesendet wird, wartet darauf.',
  'operations.problem.relay_behind.do':
    'Suchen Sie im Protokoll der Rolle pipeline nach „{subject}“: Das Ereignisprotokoll, die Schema-Registry oder ClickHouse kann weg sein.',
  'operations.problem.store_silent': '{name}: Die Ereignisse blieben aus',
  'operations.problem.store_silent.whom': 'Diesen Shop: Warenkörbe, die jetzt verlassen werden, sieht niemand.',
  'operations.problem.store_silent.do':
    'Fragen Sie den Shop; sehen Sie nach seiner Anbindung und nach nicht verwendbaren Ereignissen.',
  'operations.problem.sender_stopped': 'An {subject} geht keine Nachricht',
  'operations.problem.sender_stopped.whom':
    'Kunden aller Shops, die darüber senden: Ihre Nachrichten warten, wenn kein anderes Konto einspringt.',
  'operations.problem.sender_stopped.do':
    'Die Tabelle der Konten sagt, warum und bis wann. Beheben Sie es beim Anbieter und lassen Sie dann wieder senden.',
  'operations.problem.sender_failing': 'Andere weisen ab, was {subject} sendet',
  'operations.problem.sender_failing.whom': 'Kunden, deren Mailserver dem Absender zurzeit nicht trauen.',
  'operations.problem.sender_failing.do':
    'Sehen Sie nach, ob Domain oder Adressen des Absenders auf Sperrlisten stehen, und was seither an wen ging.',

  'operations.problem.from_domain_stopped': 'Von {subject} geht keine E-Mail hinaus',
  'operations.problem.from_domain_stopped.whom':
    'Kunden aller Shops, die davon senden: Zu viele ihrer E-Mails kamen zurück oder wurden als Spam gemeldet.',
  'operations.problem.from_domain_stopped.do':
    'Sehen Sie nach, von welchem Shop es kam (Zustellbarkeit), beenden Sie die Ursache und lassen Sie dann unten wieder senden.',

  'operations.problem.sends_held': 'Seit der Wiederherstellung wird nichts gesendet',
  'operations.problem.sends_held.whom': 'Kundschaft aller Shops: Ihre Nachrichten warten.',
  'operations.problem.sends_held.do':
    'Warten Sie, bis alle Ereignisse verarbeitet sind, dann: npm run restore -- --release (docs/backup.md).',
  'operations.problem.erasures_open':
    '{count, plural, one {# Löschung wird nach der Wiederherstellung wiederholt} other {# Löschungen werden nach der Wiederherstellung wiederholt}}',
  'operations.problem.erasures_open.whom':
    'Personen, die nach der Sicherung gelöscht wurden: Die Wiederherstellung brachte sie zurück.',
  'operations.problem.erasures_open.do':
    'Warten Sie: Es dauert ein, zwei Minuten, und die Freigabe wartet darauf (docs/backup.md).',
  'operations.problem.backup_old': 'Die neueste Sicherung ist alt',
  'operations.problem.backup_old.whom': 'Noch niemanden: Was seither geschah, ist weg, wenn die Festplatte es ist.',
  'operations.problem.backup_old.do':
    'Sehen Sie nach, warum npm run backup nicht läuft oder nicht endet (docs/backup.md).',

  'operations.problem.secrets_away':
    '{subject, select, sealed {Der Tresor ist versiegelt} unreachable {Der Ort der Geheimnisse antwortet nicht} denied {Der Ort der Geheimnisse weist diese Installation ab} other {Ein gelesenes Geheimnis taugt nicht ({subject})}}',
  'operations.problem.secrets_away.whom':
    'Noch niemanden: Laufende Prozesse arbeiten mit den Geheimnissen weiter, die sie haben. Wer jetzt startet, wartet, und endende Anmeldungen werden nicht erneuert.',
  'operations.problem.secrets_away.do':
    '{subject, select, sealed {Entsiegeln Sie ihn; die Prozesse machen von selbst weiter.} unreachable {Sehen Sie nach dem Tresor oder dem eingehängten Ordner; die Prozesse lesen von selbst wieder.} denied {Prüfen Sie die Rolle, ihr Geheimnis und ihre Rechte (docs/secrets.md).} other {Legen Sie das richtige dorthin: Bis dahin bleibt das vorige in Gebrauch.}}',
  'operations.problem.secret_due': '{subject} sollte gewechselt werden',
  'operations.problem.secret_due.whom':
    '{subject, select, POSTGRES_URL {Alle, sobald die Anmeldung endet: Nichts wird gelesen oder gesendet.} POSTGRES_ENGINE_URL {Alle, sobald die Anmeldung endet: Nichts wird entschieden oder gesendet.} other {Niemanden: Ein altes Geheimnis gilt weiter. Je länger es gilt, desto mehr Leute kennen es vielleicht.}}',
  'operations.problem.secret_due.do':
    'Führen Sie npm run secrets:rotate -- {subject} aus; was zu einem anderen System gehört, wird dort gewechselt. docs/secrets.md beschreibt jedes.',
  'operations.problem.certificate_due': 'Das Zertifikat eines Prozesses wird nicht erneuert ({subject})',
  'operations.problem.certificate_due.whom':
    'Alle, sobald es abgelaufen ist: Diesen Prozess lässt dann kein Server mehr ein.',
  'operations.problem.certificate_due.do':
    'Sehen Sie nach, wer Zertifikate erneuert, und ins Protokoll des Prozesses: Es sagt, was an den Dateien nicht stimmt (docs/identity.md).',
  'operations.problem.sender_domain_failing': 'Postfächer lehnen E-Mails von {subject} vielleicht ab',
  'operations.problem.sender_domain_failing.whom':
    'Kunden aller Shops: Ihre E-Mails werden abgelehnt oder liegen im Spam.',
  'operations.problem.sender_domain_failing.do':
    'Veröffentlichen, was die Seite Zustellbarkeit eines Shops sagt: SPF, DKIM oder DMARC der Domain fehlt oder ist falsch.',
  'operations.problem.own_domain_failing': 'Der Eintrag von {subject} ist weg',
  'operations.problem.own_domain_failing.whom':
    'Kunden dieses Shops: Seine Links beginnen inzwischen mit Ihrer eigenen Adresse, und nach drei Tagen führen verschickte ins Leere.',
  'operations.problem.own_domain_failing.do':
    'Dem Shop Bescheid geben. Seine Einstellungen sagen unter „Marke“, welcher Eintrag in DNS stehen muss; nachgesehen wird alle zehn Minuten.',
  'operations.problem.plan_used_up': '{name}: Der Tarif ist verbraucht',
  'operations.problem.plan_used_up.whom': 'Diesen Shop: Wo die Grenze hart ist, beginnt nichts Neues.',
  'operations.problem.plan_used_up.do': 'Geben Sie ihm einen anderen Tarif, oder warten Sie auf den nächsten Monat.',
  'operations.problem.plan_nearly_used_up': '{name}: Der Tarif ist größtenteils verbraucht',
  'operations.problem.plan_nearly_used_up.whom': 'Noch niemanden.',
  'operations.problem.plan_nearly_used_up.do': 'Fragen Sie den Shop, ob er einen anderen Tarif will.',
  'operations.problem.secret_awaits_restart': '{subject} wurde geändert und ist noch nicht in Gebrauch',
  'operations.problem.secret_awaits_restart.whom': 'Niemanden, solange das vorige noch gilt.',
  'operations.problem.secret_awaits_restart.do': 'Starten Sie die Prozesse neu, einen nach dem anderen.',

  'operations.secrets': 'Geheimnisse',
  'operations.secrets.hint': 'Nach Namen, wie dieser Prozess der API sie hat. Ein Wert wird nie gezeigt.',
  'operations.secrets.away':
    'Der Ort der Geheimnisse ist nicht lesbar ({code}, seit {since}). Dieser Prozess arbeitet mit dem weiter, was er hat.',
  'operations.secrets.name': 'Geheimnis',
  'operations.secrets.from': 'Aus',
  'operations.secrets.from.environment': 'Umgebung',
  'operations.secrets.from.data_folder': 'Datenordner',
  'operations.secrets.from.files': 'eingehängten Dateien',
  'operations.secrets.from.vault': 'Tresor',
  'operations.secrets.key': 'Schlüssel',
  'operations.secrets.others': '{count, plural, one {und # weiterer} other {und # weitere}}',
  'operations.secrets.changed': 'Zuletzt gewechselt',
  'operations.secrets.due': 'Fällig',
  'operations.secrets.due.good': 'Rechtzeitig',
  'operations.secrets.due.soon': 'Bald',
  'operations.secrets.due.late': 'Überfällig',
  'operations.secrets.due.unknown': 'Alter unbekannt',
  'operations.secrets.restart': 'Wartet auf Neustart',
  'operations.secrets.by': 'Wechselt durch',
  'operations.secrets.by.command': 'npm run secrets:rotate',
  'operations.secrets.by.owner': 'wer es dorthin gelegt hat',
  'operations.secrets.by.lease': 'sich selbst, bevor es endet',

  'operations.domains': 'Angehaltene Domains',
  'operations.domains.hint':
    'Postfächer beurteilen alle Shops zusammen, die von einer Domain senden. E-Mails von diesen sind angehalten.',
  'operations.domains.domain': 'Domain',
  'operations.domains.cause': 'Warum',
  'operations.domains.complaint_rate': '{counted} von {messages} wurden als Spam gemeldet',
  'operations.domains.bounce_rate': '{counted} von {messages} kamen zurück',
  'operations.domains.since': 'Seit',
  'operations.domains.resume.of': 'Wieder senden: von {domain}',
  'operations.domains.resume.ask':
    'E-Mails aller Shops gehen wieder von dieser Domain hinaus und werden von jetzt an neu beurteilt. Wurde nichts behoben, sperren Postfächer die Domain vielleicht.',
  'operations.domains.resumed': 'Von {domain} gehen wieder E-Mails hinaus',

  'operations.senders': 'Konten bei Anbietern',
  'operations.senders.hint':
    'Worüber Nachrichten hinausgehen. Ein anderes Konto springt nur ein, bevor eine Nachricht übergeben wurde.',
  'operations.senders.account': 'Konto',
  'operations.senders.health': 'Ansehen von 100',
  'operations.senders.standsIn': 'Springt ein',
  'operations.senders.standsIn.no': 'für niemanden',
  'operations.senders.standsIn.place': 'als Nummer {place, number}',
  'operations.senders.standsIn.list':
    'Noch nicht: Übernehmen Sie seine Liste derer, denen es nicht schreibt, oder erklären Sie sie für leer.',
  'operations.senders.standsIn.domains': 'Noch nicht: Geben Sie an, für welche Domains es signiert.',
  'operations.senders.stoodIn': '{count, plural, one {# Nachricht} other {# Nachrichten}} in 24 Stunden',
  'operations.senders.list': 'Eigene Liste',
  'operations.senders.list.unknown':
    '{count, plural, =0 {nicht übernommen} one {nicht übernommen; # Adresse gemeldet} other {nicht übernommen; # Adressen gemeldet}}',
  'operations.senders.list.empty': '{count, plural, =0 {leer} one {seither # Adresse} other {seither # Adressen}}',
  'operations.senders.list.imported': '{count, plural, one {# Adresse} other {# Adressen}}',
  'operations.senders.stores': 'Shops',
  'operations.senders.action': 'Aktion',
  'operations.senders.reopen': 'Wieder senden',
  'operations.senders.reopen.of': 'Wieder senden über {name}',
  'operations.senders.reopen.ask':
    'Tun Sie das, sobald es beim Anbieter behoben ist. Ist es das nicht, merken es die nächsten Nachrichten, und das Konto wird wieder angehalten. Es wird festgehalten, wer das getan hat.',
  'operations.senders.reopened': 'Nachrichten gehen wieder an {name}',
  'sender.state.ok': 'Nimmt Nachrichten',
  'sender.state.slow': 'Gedrosselt',
  'sender.state.failing': 'Von anderen abgewiesen',
  'sender.state.trying': 'Wird versucht',
  'sender.state.stopped': 'Angehalten',
  'sender.trouble.unreachable': 'Es antwortete mehrmals hintereinander nicht.',
  'sender.trouble.day_quota': 'Das Kontingent des Tages ist aufgebraucht.',
  'sender.trouble.month_quota': 'Das Kontingent des Monats ist aufgebraucht.',
  'sender.trouble.refused': 'Der Anbieter lehnt das Konto ab: Zugangsdaten, Zahlung oder Registrierung.',
  'sender.until': 'Nächster Versuch {until}',
  'sender.gap': 'Eine Nachricht alle {gap}',

  'operations.dependencies': 'Server',
  'operations.dependencies.hint': 'Wie dieser Prozess der API sie sieht.',
  'operations.server': 'Server',
  'operations.state': 'Zustand',
  'operations.latency': 'Antwortet in',
  'operations.stateSince': 'Seit',
  'operations.answers': 'Antwortet',
  'operations.away': 'Weg',
  'operations.work': 'Arbeit, die wartet',
  'operations.work.hint': 'Was eine Rolle noch nicht genommen hat.',
  'operations.waits': 'Wartet',
  'operations.oldest': 'Ältestes',
  'operations.what': 'Was',
  'operations.work.carts': 'Verlassene Warenkörbe zu prüfen',
  'operations.work.recoveries': 'Rückgewinnungen zu beginnen',
  'operations.work.webhooks': 'Webhooks der Shops',
  'operations.work.callbacks': 'Rückmeldungen der Anbieter',
  'operations.work.signals': 'Signale an Rückgewinnungen',
  'operations.work.confirmations': 'Bestätigungsmails',
  'operations.queues': 'Warteschlangen',
  'operations.queues.hint': 'Wie der Temporal-Server sie zählt.',
  'operations.queues.version': 'Rückgewinnungen gehen mit Version {version} weiter.',
  'operations.queue': 'Warteschlange',
  'operations.kind.workflow': 'Workflows',
  'operations.kind.activity': 'Aktivitäten',
  'operations.workers': 'Worker',
  'operations.rate': 'Aufgaben/s',
  'operations.partitions': 'Ereignisprotokoll',
  'operations.partitions.hint': 'Der größte Rückstand zuerst.',
  'operations.partitions.all': 'Alle {count} Partitionen',
  'operations.partitions.calm': 'Alle {count} Partitionen sind verarbeitet.',
  'operations.partition': 'Partition',
  'operations.partition.carts': 'Nicht verarbeitet seit',
  'operations.partition.analytics': 'Nicht in der Analyse seit',
  'operations.partition.entries': 'Einträge',
  'operations.relays': 'Themen und Kopien zur Analyse',
  'operations.relays.hint': 'Zeilen aus PostgreSQL, die unterwegs sind.',
  'operations.topic': 'Thema oder Tabelle',
  'operations.held': 'In Arbeit',
  'operations.held.yes': 'ja',
  'operations.held.no': 'nein',
  'operations.flows': 'Ereignisse je Shop',
  'operations.flows.hint': 'Stille Shops zuerst, dann die am längsten ruhigen.',
  'operations.flows.none': 'Es gibt noch keinen Shop',
  'operations.flows.more': 'Die ersten {shown} von {total} Shops.',
  'operations.store': 'Shop',
  'operations.lastEvent': 'Letztes Ereignis',
  'operations.expected': 'Seither entgangen',
  'operations.flow.silent': 'Still',
  'operations.flow.flowing': 'Fließt',
  'operations.flow.learning': 'Lernt noch',
  'operations.flow.never': 'Noch nie eines',
  'operations.processes': 'Prozesse',
  'operations.processes.hint': 'Wer in den letzten 15 Sekunden sagte, dass er läuft.',
  'operations.processes.none': 'Noch hat sich kein Prozess gemeldet',
  'operations.process': 'Prozess',
  'operations.roles': 'Rollen',
  'operations.version': 'Version',
  'operations.started': 'Gestartet',
  'operations.reaches': 'Erreicht',
  'operations.reaches.all': 'jeden Server',
  'operations.reaches.not': 'nicht {servers}',
  'operations.ms': '{ms} ms',
  'operations.seconds': '{seconds} s',
  'operations.nothing': 'nichts',
  'operations.atLeast': '{count} oder mehr',
};
