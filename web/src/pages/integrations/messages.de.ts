import type { integrationsEn } from './messages.en.ts';

export const integrationsDe: Readonly<Record<keyof typeof integrationsEn, string>> = {
  'integrations.title': 'Anbindungen',
  'integrations.lead': 'Woher die Warenkörbe und Bestellungen Ihres Shops kommen, und ob sie ankommen.',
  'integrations.tabs': 'Wege der Anbindung',
  'integrations.tab.platforms': 'Plattformen',
  'integrations.tab.snippet': 'Snippet',
  'integrations.tab.events': 'Ereignisse per API',
  'integrations.connect': 'Shop anbinden',
  'integrations.none': 'Noch ist keine Plattform angebunden',
  'integrations.none.text':
    'Binden Sie Shopify, WooCommerce oder BigCommerce an, und Warenkörbe und Bestellungen erscheinen hier binnen Sekunden. Ein anderer Shop kann das Snippet oder die API verwenden.',
  'integrations.all': 'Alle Anbindungen',
  'integrations.id': 'Kennung',
  'integrations.lastEvent': 'Letztes Ereignis',
  'integrations.noEventYet': 'noch keines',
  'integrations.lastLook': 'Letzter Abgleich',
  'integrations.look.done.short': 'in Ordnung, {when}',
  'integrations.look.failed.short': 'gescheitert, {when}',
  'integrations.noApi': 'aus: kein Zugang zur API der Plattform',
  'integrations.noLookYet': 'noch keiner',
  'integrations.failures': 'Ohne Wirkung, 30 Tage',
  'integrations.state.waiting': 'Wartet auf das erste Ereignis',
  'integrations.state.works': 'Läuft',
  'integrations.state.failing': 'Teils ohne Wirkung',
  'integrations.state.look_failed': 'Plattform nicht lesbar',
  'integrations.state.off': 'Ausgeschaltet',
  'integrations.state.uninstalled': 'App entfernt',
  'integrations.state.waiting.lead':
    'Von der Plattform kam noch nichts. Führen Sie die Schritte unter „Einrichten“ aus und tun Sie dann etwas im Shop.',
  'integrations.state.works.lead': 'Ereignisse kommen an und werden verstanden.',
  'integrations.state.failing.lead':
    'Ereignisse kommen an, aber einige Lieferungen blieben ohne Wirkung: Warum, steht in der Liste.',
  'integrations.state.look_failed.lead':
    'Der letzte Abgleich mit der API der Plattform scheiterte. Webhooks kommen weiter an; was sie auslassen, wird nicht gefunden.',
  'integrations.state.off.lead': 'Die Plattform bekommt weiter Antwort, ihre Ereignisse werden aber nicht beachtet.',
  'integrations.state.uninstalled.lead':
    'Der Shop hat die App entfernt. Installieren Sie sie dort wieder und schalten Sie die Anbindung dann ein.',
  'integrations.choose': 'Womit läuft Ihr Shop?',
  'integrations.choose.hint': 'Nichts davon? Verwenden Sie das Snippet oder senden Sie Ereignisse per API.',
  'integrations.kind.shop': 'Shop-Plattform: Warenkörbe und Bestellungen per Webhook',
  'integrations.kind.source': 'Werkzeug für Kundendaten: nur Ereignisse',
  'integrations.connectTo': '{platform} anbinden',
  'integrations.connectTo.hint': 'Danach erhalten Sie die Adresse, die Sie dort eintragen, und die nötigen Schritte.',
  'integrations.connect.submit': 'Anbinden',
  'integrations.back': 'Andere wählen',
  'integrations.saved': 'Gespeichert',
  'integrations.secret': 'Signaturschlüssel',
  'integrations.secret.missing':
    'Fügen Sie den Schlüssel ein: Ohne ihn ließen sich Lieferungen der Plattform nicht von fremden unterscheiden.',
  'integrations.secret.shopify':
    'Der geheime Clientschlüssel Ihrer App: Shopify → Einstellungen → Apps → Apps entwickeln → Ihre App → API-Anmeldedaten.',
  'integrations.secret.bigcommerce': 'Das Client Secret des API-Kontos: BigCommerce → Settings → API accounts.',
  'integrations.secret.other': 'Der Schlüssel, mit dem die Plattform ihre Webhooks signiert.',
  'integrations.secret.once':
    'Der Schlüssel wird nur dieses eine Mal gezeigt: Kopieren Sie ihn, bevor Sie die Seite verlassen.',
  'integrations.secret.hint': 'Beweist, dass eine Lieferung von Ihrer Plattform kommt.',
  'integrations.secret.one': 'Ein Schlüssel ist in Gebrauch. Er lässt sich nicht mehr anzeigen.',
  'integrations.secret.both': 'Zwei Schlüssel gelten: der neueste, und der davor bis {until}.',
  'integrations.secret.rotate': 'Schlüssel ersetzen',
  'integrations.secret.rotate.text':
    'Der neue Schlüssel gilt sofort. Wählen Sie, wie lange der alte noch gilt, damit nichts abgelehnt wird, während Sie ihn bei der Plattform ändern.',
  'integrations.secret.rotate.submit': 'Ersetzen',
  'integrations.secret.new': 'Neuer Schlüssel der Plattform',
  'integrations.secret.overlap': 'Der alte Schlüssel gilt noch',
  'integrations.secret.overlap.hours':
    '{hours, plural, =0 {gar nicht: endet sofort} =1 {1 Stunde} =24 {1 Tag} =168 {7 Tage} other {# Stunden}}',
  'integrations.secret.rotated':
    'Tragen Sie diesen Schlüssel jetzt bei {platform} ein: Der alte gilt bis {until}. Er wird nur dieses eine Mal gezeigt.',
  'integrations.shopDomain': 'Shopifys Name Ihres Shops',
  'integrations.shopDomain.help':
    'Endet auf .myshopify.com. Lieferungen, die einen anderen Shop nennen, werden dann abgelehnt.',
  'integrations.currency': 'Währung des Shops',
  'integrations.currency.help': 'Drei Buchstaben, etwa EUR. Gilt, wo die Nachrichten der Plattform keine nennen.',
  'integrations.setUp': 'Bei {platform} einrichten',
  'integrations.address': 'Adresse (URL)',
  'integrations.topics': 'Abonnieren',
  'integrations.topics.all': 'alle Ereignisse zu Warenkörben und Bestellungen',
  'integrations.steps': 'Themen und Schritte',
  'integrations.toDetail': 'Zur Anbindung',
  'integrations.step.shopify.1':
    'Öffnen Sie in Shopify Einstellungen → Apps → Apps entwickeln → Ihre App → Konfiguration.',
  'integrations.step.shopify.2':
    'Abonnieren Sie die Themen oben mit der Adresse oben im Format JSON, und speichern Sie.',
  'integrations.step.shopify.3':
    'Tragen Sie dieselbe Adresse für die drei Compliance-Webhooks ein: customers/data_request, customers/redact und shop/redact.',
  'integrations.step.shopify.4':
    'Legen Sie etwas in den Warenkorb Ihres Shops. Die Zeile ganz oben wird grün, sobald es hier ankommt.',
  'integrations.step.shopify.5':
    'Empfohlen: Geben Sie Zugang zur Admin-API (read_orders, read_customers, read_products), damit Lücken gefunden werden.',
  'integrations.step.woocommerce.1': 'Öffnen Sie in WordPress WooCommerce → Einstellungen → Erweitert → Webhooks.',
  'integrations.step.woocommerce.2':
    'Legen Sie je Thema oben einen Webhook an: Status aktiv, Adresse und Schlüssel von oben, API-Version 3.',
  'integrations.step.woocommerce.3':
    'WooCommerce sendet keine Warenkörbe: Setzen Sie auch das Snippet auf die Seiten des Shops (Reiter Snippet).',
  'integrations.step.woocommerce.4':
    'Speichern Sie einen Webhook oder bestellen Sie etwas zur Probe. Die Zeile ganz oben wird grün, sobald es hier ankommt.',
  'integrations.step.bigcommerce.1':
    'Legen Sie je Thema oben mit POST /v3/hooks einen Webhook an, mit der Adresse oben als Ziel.',
  'integrations.step.bigcommerce.2':
    'Verwenden Sie das API-Konto, dessen Client Secret Sie angegeben haben: Es signiert die Webhooks.',
  'integrations.step.bigcommerce.3':
    'BigCommerce sagt nur, was sich geändert hat. Geben Sie darum auch Zugang zur API, sonst lässt sich nichts lesen.',
  'integrations.step.segment.1': 'Legen Sie in Segment ein Webhook-Ziel mit der Adresse oben an.',
  'integrations.step.segment.2': 'Tragen Sie den Schlüssel oben als „shared secret“ ein.',
  'integrations.step.segment.3': 'Verbinden Sie es mit der Quelle Ihres Shops und senden Sie ein Testereignis.',
  'integrations.step.klaviyo.1': 'Legen Sie in Klaviyo einen Webhook mit Adresse und Schlüssel von oben an.',
  'integrations.step.klaviyo.2':
    'Der Webhook eines Flows signiert nicht: Lassen Sie ihn die Kopfzeile „Authorization: Bearer“ mit einem API-Schlüssel für events:write senden.',
  'integrations.step.braze.1': 'Legen Sie in Braze einen Webhook mit der Adresse oben an.',
  'integrations.step.braze.2':
    'Braze signiert nicht: Lassen Sie es die Kopfzeile „Authorization: Bearer“ mit einem API-Schlüssel für events:write senden.',
  'integrations.firstEvent': 'Erstes Ereignis',
  'integrations.firstEvent.waiting': 'Wartet auf das erste Ereignis … Diese Zeile ändert sich von selbst.',
  'integrations.firstEvent.seen': 'Ihr erstes Ereignis ist angekommen: {when}.',
  'integrations.firstEvent.other':
    '{count, plural, one {# Lieferung kam} other {# Lieferungen kamen}} an, aber noch nichts über einen Warenkorb oder eine Bestellung.',
  'integrations.health': 'Zustand',
  'integrations.deliveries30d': 'Lieferungen, 30 Tage',
  'integrations.failing.notice':
    '{count, plural, one {# Lieferung} other {# Lieferungen}} der letzten 30 Tage blieben ohne Wirkung. Beheben Sie die Ursache und lassen Sie sie dann erneut bearbeiten: Nichts zählt doppelt.',
  'integrations.deliveries': 'Lieferungen',
  'integrations.deliveries.hint': 'Was die Plattform in 30 Tagen gesendet hat, Neuestes zuerst.',
  'integrations.deliveries.filter': 'Nur zeigen',
  'integrations.deliveries.all': 'Alle',
  'integrations.deliveries.none': 'Noch wurde nichts geliefert',
  'integrations.deliveries.none.text':
    'Lieferungen erscheinen hier binnen einer Sekunde, nachdem die Plattform sie gesendet hat.',
  'integrations.deliveries.noneOfStatus': 'Keine Lieferung dieser Art',
  'integrations.deliveries.more': 'Ältere zeigen',
  'integrations.delivery': 'Lieferung',
  'integrations.delivery.at': 'Angekommen',
  'integrations.delivery.topic': 'Thema',
  'integrations.delivery.fate': 'Was daraus wurde',
  'integrations.delivery.attempts': 'Versuche',
  'integrations.delivery.platformId': 'Kennung der Plattform',
  'integrations.delivery.events': 'Ereignisse darin',
  'integrations.delivery.body': 'Was gesendet wurde',
  'integrations.delivery.masked':
    'Namen, Adressen und Ähnliches sind nur der Form nach gezeigt (x und 0). Rollen, die Adressen sehen dürfen, sehen das Original.',
  'integrations.delivery.noBody': 'Dieser Inhalt ist kein JSON und lässt sich darum nicht ohne Namen zeigen.',
  'integrations.delivery.received': 'Wartet',
  'integrations.delivery.processed': 'Übernommen',
  'integrations.delivery.processed_in_part': 'Teilweise übernommen',
  'integrations.delivery.ignored': 'Nichts zu tun',
  'integrations.delivery.refused': 'Nicht verstanden',
  'integrations.delivery.failed': 'Gescheitert',
  'integrations.event.accepted': 'Übernommen:',
  'integrations.event.duplicate': 'Schon bekannt:',
  'integrations.event.rejected': 'Abgelehnt:',
  'integrations.replay': 'Erneut bearbeiten',
  'integrations.replay.hint': 'Mit den heutigen Einstellungen. Was schon übernommen wurde, zählt nicht noch einmal.',
  'integrations.replayed': 'Wird bearbeitet',
  'integrations.reason.ping': 'Die Plattform hat nur die Adresse ausprobiert.',
  'integrations.reason.not_needed': 'Sagt nichts über Warenkörbe, Bestellungen oder Personen.',
  'integrations.reason.unknown_topic': 'Dieses Thema wird hier nicht gebraucht: Sie können es abbestellen.',
  'integrations.reason.no_person': 'Es lässt sich nicht sagen, von wem es ist.',
  'integrations.reason.gone': 'Die Plattform hat es nicht mehr.',
  'integrations.reason.integration_off': 'Die Anbindung war ausgeschaltet.',
  'integrations.reason.privacy_request': 'Eine Anfrage einer Person zu ihren Daten: siehe Einstellungen → Datenschutz.',
  'integrations.reason.uninstalled': 'Der Shop hat die App entfernt; die Plattform hat es bestätigt.',
  'integrations.reason.uninstall_not_confirmed':
    'Die App sei entfernt, hieß es, aber die Plattform lässt uns noch hinein.',
  'integrations.reason.uninstall_reported':
    'Die App sei entfernt, hieß es. Ohne Zugang zur API lässt sich das nicht bestätigen.',
  'integrations.reason.not_understood':
    'Der Inhalt ist nicht so, wie ihn die Plattform beschreibt. Beheben Sie es an der Quelle und lassen Sie ihn dann erneut bearbeiten.',
  'integrations.reason.not_valid':
    'Ein Teil davon ist nicht zu verwenden. Beheben Sie es an der Quelle oder in den Einstellungen und lassen Sie ihn dann erneut bearbeiten.',
  'integrations.reason.other_shop':
    'Es gehört zu einem anderen Shop. Ist er doch Ihrer, berichtigen Sie den Namen des Shops in den Einstellungen.',
  'integrations.reason.no_api_access':
    'Es sagt nur, was sich geändert hat, und es gibt keinen Zugang zur API. Geben Sie ihn und lassen Sie es dann erneut bearbeiten.',
  'integrations.reason.api_denied':
    'Die Plattform lehnt unseren Zugang ab. Geben Sie einen neuen und lassen Sie es dann erneut bearbeiten.',
  'integrations.reason.api_strange': 'Die API der Plattform antwortete Unerwartetes. Prüfen Sie ihre Adresse.',
  'integrations.reason.api_away': 'Die API der Plattform war nicht erreichbar. Es wurde eine Weile versucht.',
  'integrations.reason.internal':
    'Ein Fehler bei uns. Lassen Sie es erneut bearbeiten; bleibt er, melden Sie sich beim Support.',
  'integrations.reason.log_away': 'Wartet auf einen Teil unseres Systems.',
  'integrations.reason.round_full': 'Wartet, bis es an der Reihe ist.',
  'integrations.looks': 'Abgleiche',
  'integrations.looks.hint': 'Regelmäßig wird die Plattform gefragt, was kein Webhook gebracht hat.',
  'integrations.looks.none': 'Noch kein Abgleich',
  'integrations.looks.none.noApi':
    'Geben Sie Zugang zur API der Plattform, dann wird gefunden, was Webhooks auslassen.',
  'integrations.looks.none.soon': 'Der erste Abgleich geschieht innerhalb einer Stunde.',
  'integrations.looks.at': 'Wann',
  'integrations.looks.outcome': 'Ergebnis',
  'integrations.looks.seen': 'Gesehen',
  'integrations.looks.missed': 'Hatte gefehlt',
  'integrations.look.done': 'Erledigt',
  'integrations.look.failed': 'Gescheitert',
  'integrations.api': 'Zugang zur API der Plattform',
  'integrations.api.hint':
    'Um zu finden, was Webhooks nicht gebracht haben, und für Plattformen, die nur sagen, was sich geändert hat.',
  'integrations.api.address': 'Adresse der API',
  'integrations.api.none': 'es wurde kein Zugang gegeben',
  'integrations.api.token': 'Zugangsschlüssel',
  'integrations.api.token.help':
    'Wird verschlüsselt aufbewahrt und nie wieder gezeigt. WooCommerce: ck_… und cs_… mit einem Doppelpunkt dazwischen.',
  'integrations.api.test': 'Zugang prüfen',
  'integrations.api.add': 'Zugang geben',
  'integrations.api.change': 'Ändern',
  'integrations.api.works':
    'Der Zugang funktioniert. In der letzten Stunde {count, plural, =0 {hat sich dort nichts geändert} one {hat sich dort # Sache geändert} other {haben sich dort # Sachen geändert}}.',
  'integrations.api.no_access': 'Es wurden weder Adresse noch Schlüssel gegeben.',
  'integrations.api.denied':
    'Die Plattform lehnt den Schlüssel ab. Legen Sie dort einen neuen an, der Bestellungen und Kunden lesen darf.',
  'integrations.api.busy': 'Die Plattform ist beschäftigt. Versuchen Sie es in einer Minute wieder.',
  'integrations.api.away': 'Die Adresse ist nicht erreichbar. Prüfen Sie, ob sie stimmt und öffentlich ist.',
  'integrations.api.strange': 'Dort antwortet etwas, aber nicht die API der Plattform. Prüfen Sie die Adresse.',
  'integrations.switchOff': 'Ausschalten',
  'integrations.switchOff.title': '{platform} ausschalten?',
  'integrations.switchOff.text':
    'Ihre Ereignisse werden nicht beachtet, bis Sie sie wieder einschalten; Warenkörbe aus dieser Zeit werden nicht nachgeholt. Anfragen von Personen zu ihren Daten werden weiter gehört.',
  'integrations.switchOn': 'Einschalten',
  'integrations.switchOn.title': '{platform} einschalten?',
  'integrations.switchOn.text': 'Ab jetzt zählen ihre Ereignisse wieder.',
  'integrations.remove': 'Entfernen',
  'integrations.remove.title': '{platform} entfernen?',
  'integrations.remove.text':
    'Die Adresse gilt nicht mehr, Lieferungen und Schlüssel werden gelöscht. Warenkörbe und Bestellungen bleiben. Das lässt sich nicht rückgängig machen; um die Lieferungen zu behalten, schalten Sie die Anbindung nur aus.',
  'integrations.removed': 'Entfernt',
  'integrations.snippet.tag': 'Die Zeile für Ihre Seiten',
  'integrations.snippet.tag.hint':
    'Eine Zeile berichtet von Warenkörben in jedem Shop. Sie lädt neben der Seite und hält sie nie auf.',
  'integrations.snippet.isOff': 'Das Snippet ist ausgeschaltet: Seiten bekommen ein leeres Skript.',
  'integrations.snippet.step.paste':
    'Fügen Sie die Zeile in den Kopf jeder Seite des Shops ein, etwa in das Layout des Themes.',
  'integrations.snippet.step.consent':
    "Stimmt ein Besucher in Ihrem Cookie-Banner zu, rufen Sie cartRecovery(''consent'', ''granted'') auf. Bis dahin wird nichts gespeichert und nichts gesendet.",
  'integrations.snippet.step.check': 'Prüfen Sie unten eine Produktseite.',
  'integrations.snippet.shopify':
    'Für die Kasse von Shopify: Öffnen Sie diese Adresse, fügen Sie den Text in ein benutzerdefiniertes Pixel ein (Berechtigung: Marketing) und nehmen Sie das Wort null in die erlaubten Herkünfte auf.',
  'integrations.snippet.rotate': 'Anderen Schlüssel nehmen',
  'integrations.snippet.rotate.text':
    'Seiten mit dem heutigen Schlüssel berichten binnen Sekunden nicht mehr. Fügen Sie gleich danach die neue Zeile ein. Tun Sie das, wenn andere Ihren Schlüssel verwenden.',
  'integrations.snippet.rotate.submit': 'Anderen Schlüssel nehmen',
  'integrations.snippet.rotated': 'Neuer Schlüssel: Fügen Sie jetzt die neue Zeile ein',
  'integrations.snippet.settings': 'Was es darf',
  'integrations.snippet.settings.hint': 'Neue Seiten folgen binnen fünf Minuten.',
  'integrations.snippet.enabled': 'Eingeschaltet',
  'integrations.snippet.enabled.help': 'Aus: Seiten bekommen ein leeres Skript, offene hören sofort auf.',
  'integrations.snippet.consentRequired': 'Zuerst um Zustimmung bitten',
  'integrations.snippet.consentRequired.help':
    'Nichts wird gespeichert oder gesendet, bevor die Seite sagt, dass der Besucher zustimmt.',
  'integrations.snippet.honourSignals': '„Nicht verfolgen“ beachten',
  'integrations.snippet.honourSignals.help': 'Global Privacy Control und Do Not Track gelten als Nein.',
  'integrations.snippet.autoCapture': 'Produkte und Warenkörbe selbst lesen',
  'integrations.snippet.autoCapture.help':
    'Aus den Auszeichnungen der Seite und aus den Warenkörben von Shopify und WooCommerce.',
  'integrations.snippet.emailCapture': 'E-Mail-Adressen aus Formularen lesen',
  'integrations.snippet.emailCapture.help':
    'Sobald das Feld verlassen wird. Niemand wird angeschrieben, der nicht per E-Mail bestätigt hat.',
  'integrations.snippet.restoreCarts': 'Warenkörbe wieder zusammenstellen',
  'integrations.snippet.restoreCarts.help':
    'Der Link einer Nachricht füllt den Warenkorb auf der Seite des Shops wieder.',
  'integrations.snippet.allowedOrigins': 'Erlaubte Herkünfte',
  'integrations.snippet.allowedOrigins.help':
    'Je Zeile eine, neben der Adresse Ihres Shops, etwa https://checkout.shop.example. Das Wort null ist für die Pixel von Shopify.',
  'integrations.snippet.allowedOrigins.problem':
    'Jede Zeile muss eine Herkunft sein: https:// und der Name, ohne Pfad, etwa https://checkout.shop.example.',
  'integrations.check': 'Eine Seite Ihres Shops prüfen',
  'integrations.check.hint': 'Wir öffnen die Seite wie ein Besucher und suchen alles, was das Snippet braucht.',
  'integrations.check.url': 'Adresse der Seite',
  'integrations.check.url.help': 'Am besten die Seite eines Produkts.',
  'integrations.check.url.problem':
    'Das ist keine Webadresse. Schreiben Sie sie wie im Browser, etwa https://shop.example/lampe.',
  'integrations.check.submit': 'Seite prüfen',
  'integrations.check.of': 'Gefunden auf {url}',
  'integrations.check.findings': 'Was gefunden wurde',
  'integrations.check.outcome.ok': 'In Ordnung.',
  'integrations.check.outcome.problem': 'Zu tun.',
  'integrations.check.outcome.note': 'Hinweis.',
  'integrations.check.forbidden_address':
    'Nur öffentliche Adressen auf den üblichen Ports lassen sich prüfen. Geben Sie die öffentliche Adresse der Seite an.',
  'integrations.check.unreachable':
    'Unter dieser Adresse antwortet niemand. Prüfen Sie die Schreibweise, und ob die Seite öffentlich ist.',
  'integrations.check.too_slow':
    'Die Seite kam nicht innerhalb von zehn Sekunden. Versuchen Sie es noch einmal oder mit einer anderen Seite.',
  'integrations.check.too_many_redirects':
    'Die Adresse leitet mehr als dreimal weiter. Geben Sie die Adresse an, bei der sie endet.',
  'integrations.check.refused':
    'Der Shop antwortete {status} statt mit der Seite. Liegt sie hinter einem Passwort oder einer Bot-Prüfung, suchen Sie die Zeile selbst im HTML.',
  'integrations.check.not_html': 'Diese Adresse ist keine Webseite. Geben Sie die Adresse einer Produktseite an.',
  'integrations.finding.switched_on': 'Das Snippet ist eingeschaltet.',
  'integrations.finding.switched_off': 'Das Snippet ist ausgeschaltet: Schalten Sie es unter „Was es darf“ ein.',
  'integrations.finding.tag_found': 'Die Zeile steht auf der Seite, mit dem Schlüssel dieses Shops.',
  'integrations.finding.tag_missing':
    'Die Zeile steht nicht auf der Seite. Fügen Sie sie in den Kopf des Layouts ein und veröffentlichen Sie es.',
  'integrations.finding.tag_in_tag_manager':
    'Die Zeile steht nicht im HTML, aber ein Tag-Manager. Steht sie darin, funktioniert sie; von außen ist das nicht zu sehen.',
  'integrations.finding.tag_other_key':
    'Die Zeile hat einen anderen Schlüssel ({detail}). Ersetzen Sie sie durch die Zeile dieses Shops.',
  'integrations.finding.tag_other_server':
    'Die Zeile lädt von {detail}. Ersetzen Sie sie durch die Zeile dieses Shops.',
  'integrations.finding.policy_allows': 'Die Inhaltsrichtlinie (CSP) der Seite lässt das Snippet laufen.',
  'integrations.finding.policy_refuses_script':
    'Die Inhaltsrichtlinie (CSP) der Seite ({detail}) hält das Skript fern. Nehmen Sie {origin} in script-src auf.',
  'integrations.finding.policy_refuses_requests':
    'Die Inhaltsrichtlinie (CSP) der Seite ({detail}) verhindert das Senden. Nehmen Sie {origin} in connect-src auf.',
  'integrations.finding.origin_allowed': 'Seiten von {detail} dürfen von Warenkörben berichten.',
  'integrations.finding.origin_not_allowed':
    'Seiten von {detail} wird nicht geglaubt: Berichtigen Sie die Adresse des Shops in den Einstellungen oder erlauben Sie diese Herkunft.',
  'integrations.finding.product_found': 'Das Produkt ist lesbar ({detail}).',
  'integrations.finding.product_not_found':
    "Auf dieser Seite ist kein Produkt ausgezeichnet. Ist es eine Produktseite, ergänzen Sie Auszeichnungen von schema.org, oder melden Sie den Warenkorb mit cartRecovery(''cart'', …).",
  'integrations.events.api': 'Ereignisse selbst senden',
  'integrations.events.api.hint':
    'Für Shops jeder Art: Ihr Server berichtet von Warenkörben, Bestellungen und Zustimmungen.',
  'integrations.events.step.key': 'Legen Sie einen API-Schlüssel mit dem Bereich events:write an.',
  'integrations.events.keys': 'Zu den API-Schlüsseln',
  'integrations.events.step.send': 'Setzen Sie ihn in diesem Befehl an die Stelle von <API key> und senden Sie ihn ab.',
  'integrations.events.step.answer':
    'Die Antwort ist 202, und einen Augenblick später steht der Warenkorb in der Liste der Warenkörbe.',
  'integrations.events.command': 'Befehl, der einen Warenkorb sendet',
  'integrations.events.docs': 'Alle Ereignisse und Felder',
  'integrations.events.sources': 'Über ein Werkzeug, das Sie schon verwenden',
  'integrations.events.sources.hint': 'Segment, Klaviyo und Braze können die Ereignisse Ihres Shops weitergeben.',
};
