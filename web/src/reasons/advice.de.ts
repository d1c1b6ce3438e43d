import type { adviceEn } from './advice.en.ts';

export const adviceDe: Readonly<Record<keyof typeof adviceEn, string>> = {
  'advice.no_active_campaign': 'Aktivieren Sie eine Kampagne mit einem Schritt für dieses Stadium.',
  'advice.before_activation': 'Nichts zu tun: Warenkörbe, die ab jetzt berührt werden, sind dabei.',
  'advice.anonymous':
    'Fragen Sie früher nach der E-Mail-Adresse: Das Snippet kann sie erfassen, und eine Anmeldung nennt die Person.',
  'advice.no_reachable_channel': 'Nehmen Sie einen Kanal in die Kampagne auf, auf dem sie eine Adresse hat.',
  'advice.no_consent': 'Zustimmen kann nur sie selbst: Fragen Sie an der Kasse oder mit bestätigter Anmeldung.',
  'advice.suppressed': 'Ein Rückläufer, eine Beschwerde oder eine Abmeldung hat sie gesperrt; siehe Kunde.',
  'advice.cool_down': 'Die Pause zwischen zwei Rückgewinnungen ist eine Einstellung des Shops.',
  'advice.superseded': 'Sehen Sie sich den neueren Warenkorb an.',
  'advice.active_recovery': 'Sehen Sie sich den anderen Warenkorb an.',
  'advice.has_open_cart': 'Sehen Sie sich ihren Warenkorb an.',
  'advice.order_pending': 'Nichts zu tun: Scheitert die Zahlung, geht es weiter; kommt sie, endet es.',
  'advice.store_paused': 'Setzen Sie den Shop in seinen Einstellungen fort.',
  'advice.quota_exceeded': 'Fragen Sie den Betreiber nach einem anderen Tarif; nächsten Monat geht es weiter.',
  'advice.bot_suspected': 'Geben Sie ihn aus der Quarantäne frei, wenn ihn ein Mensch gefüllt hat.',
  'advice.purchased': 'Nichts zu tun.',
  'advice.purchased_elsewhere': 'Nichts zu tun.',
  'advice.purchased_before': 'Nichts zu tun.',
  'advice.order_unclear':
    'Reparieren oder verwerfen Sie sie unter den nicht lesbaren Ereignissen, damit feststeht, ob sie gekauft hat.',
  'advice.cart_emptied': 'Nichts zu tun.',
  'advice.cart_active': 'Nichts zu tun: Die Uhr beginnt neu, wenn sie geht.',
  'advice.unsubscribed': 'Wieder zustimmen kann nur sie selbst.',
  'advice.privacy_request': 'Nichts zu tun.',
  'advice.human_contact':
    'Lesen Sie die Antwort dort, wo Ihre SMS ankommen, und setzen Sie die Wiedergewinnung auf der Seite des Warenkorbs fort oder beenden Sie sie.',
  'advice.campaign_paused': 'Setzen Sie die Kampagne fort.',
  'advice.campaign_ended': 'Aktivieren Sie eine andere Kampagne.',
  'advice.campaign_changed': 'Nichts zu tun: Die Fassung sagt, wen sie ziehen lässt.',
  'advice.exit_met': 'Nichts zu tun.',
  'advice.stopped_by_operator': 'Verlauf und Protokoll sagen, wer.',
  'advice.conditions_not_met':
    'Vergleichen Sie die Bedingungen des Schritts (Wert, Währung, Stadium, Kunde) mit dem Warenkorb.',
  'advice.prediction_below_threshold':
    'Erweitern Sie den Bereich des Schritts, oder sehen Sie nach, warum die Wahrscheinlichkeit so ist.',
  'advice.prediction_unavailable': 'Prüfen Sie die Vorhersagen, oder nehmen Sie die Bedingung aus dem Schritt.',
  'advice.channel_not_reachable': 'Der Schritt nutzt nur diesen Kanal; ein anderer erreicht sie vielleicht.',
  'advice.channel_no_consent':
    'Zustimmen kann nur die Person selbst: Fragen Sie an der Kasse oder mit bestätigter Anmeldung.',
  'advice.channel_suppressed': 'Ein Rückläufer, eine Beschwerde oder eine Abmeldung hat sie gesperrt; siehe Kunde.',
  'advice.frequency_cap_waits':
    'Sie geht von selbst hinaus, sobald die Obergrenze wieder Platz hat, wenn das innerhalb von zwei Tagen ist.',
  'advice.sender_opted_out':
    'Nur die Person selbst nimmt es mit START zurück. Shops mit eigener Nummer sind davon nicht betroffen.',
  'advice.carrier_template_stopped':
    'Sehen Sie in der Konsole des Anbieters nach dem Grund, lassen Sie die Vorlage erneut genehmigen und geben Sie sie unter „Nachrichten ans Telefon“ wieder frei.',
  'advice.listed_by_provider':
    'Nehmen Sie die Adresse beim Anbieter von der Liste, wenn sie irrtümlich dort steht; Ihr Betreiber übernimmt die Liste dann neu.',
  'advice.sender_waits':
    'Sie geht von selbst hinaus, sobald das Konto wieder Nachrichten nimmt oder ein anderes einspringt.',
  'advice.sending_stopped':
    'Sie geht von selbst hinaus, sobald der Versand weitergeht, wenn ihre späteste Zeit dann noch nicht vorbei ist. In den Einstellungen steht, wer ihn angehalten hat und warum.',
  'advice.channel_paused':
    'Unter „Zustellung“ steht, was den Kanal angehalten hat, und dort geht es auch weiter. Klären Sie zuerst, woher die Adressen kommen.',
  'advice.quiet_hours':
    'Sie geht von selbst hinaus, sobald die Ruhezeit vorbei ist. Die Ruhezeit ist eine Einstellung des Shops; manche Länder haben eigene Zeiten.',
  'advice.policy_forbids':
    'Die Einstellungen zeigen die Regeln der Länder mit ihren Quellen. Für E-Mail und Push gelten weniger davon als für SMS.',
  'advice.frequency_cap': 'Wie viele Nachrichten in wie vielen Tagen, ist eine Einstellung des Shops.',
  'advice.message_ceiling': 'Die Höchstzahl je Warenkorb ist eine Einstellung der Kampagne.',
  'advice.stale': 'Setzen Sie im Schritt eine spätere Frist, wenn die Nachricht dann noch willkommen ist.',
  'advice.already_claimed': 'Nichts zu tun: Sie geht nie zweimal hinaus.',
  'advice.sold_out':
    'Nichts zu tun: Die nächste Nachricht fragt den Shop neu. Unter Einstellungen, „Lager und Preise“ steht, was er zu einem Produkt sagt.',
  'advice.template_error': 'Die Vorschau der Vorlage mit diesem Warenkorb nennt, was fehlt.',
  'advice.provider_rejected': 'Die Nachricht nennt den Code des Anbieters.',
  'advice.provider_unavailable': 'Prüfen Sie den Anbieter, oder lassen Sie den Shop einen anderen wählen.',
  'advice.outcome_unknown':
    'Sie wird nie erneut gesendet, damit niemand sie zweimal bekommt. Fragen Sie den Anbieter mit ihrer Kennung.',
  'advice.bounced': 'Die Adresse ist ab jetzt gesperrt; siehe Kunde.',
  'advice.complained': 'Sie wird auf diesem Kanal nicht mehr angeschrieben.',
  'advice.delivery_failed': 'Scheitern viele, prüfen Sie die Absenderdomain beim Anbieter.',
  'advice.holdout': 'Nichts zu tun: Diese Gruppe zeigt, was Nachrichten wirklich bringen.',
  'advice.no_touch_left': 'Nichts zu tun; ein weiterer Schritt müsste in der Kampagne stehen.',
  'advice.engine_failure': 'Ihr Workflow und das Protokoll sagen, warum; nennen Sie dort den Trace.',
};
