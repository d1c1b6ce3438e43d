import type { phoneEn } from './messages.en.ts';

export const phoneDe: Readonly<Record<keyof typeof phoneEn, string>> = {
  'settings.phone': 'Nachrichten ans Telefon',
  'settings.phone.lead': 'Ob WhatsApp oder RCS vor SMS versucht wird und was eine Nachricht kostet.',
  'phone.carriers': 'Womit eine Nachricht ans Telefon geht',
  'phone.carriers.hint':
    'Es bleibt eine einzige Nachricht: Eine SMS tritt nur an ihre Stelle, wenn WhatsApp oder RCS meldet, dass die Person so nicht erreicht wird – nie, wenn bloß keine Antwort kommt.',
  'phone.order': 'Nachrichten gehen per',
  'phone.order.help': 'Gilt für die Schritte des Kanals „SMS“ in allen Kampagnen.',
  'phone.order.sms': 'nur SMS',
  'phone.order.whatsapp': 'WhatsApp, sonst SMS',
  'phone.order.rcs': 'RCS, sonst SMS',
  'phone.order.whatsapp_rcs': 'WhatsApp, sonst RCS, sonst SMS',
  'phone.order.rcs_whatsapp': 'RCS, sonst WhatsApp, sonst SMS',
  'phone.notConnected.whatsapp':
    'Diese Installation hat keinen Absender für WhatsApp; die Nachrichten nehmen den nächsten Weg. Wer sie betreibt, setzt TWILIO_WHATSAPP_FROM.',
  'phone.notConnected.rcs':
    'Diese Installation hat keinen Absender für RCS; die Nachrichten nehmen den nächsten Weg. Wer sie betreibt, setzt TWILIO_RCS_SERVICE.',
  'phone.sources': 'Einwilligungen, die WhatsApp nennen (eine je Zeile)',
  'phone.sources.help':
    'Die Quelle einer Einwilligung meldet Ihr Shop, zum Beispiel „checkout“. Nur Personen, deren Einwilligung in Textnachrichten aus einer dieser Quellen stammt, erhalten Nachrichten per WhatsApp.',
  'phone.sources.none': 'Noch ist keine Quelle genannt; niemand erhält Nachrichten per WhatsApp.',
  'phone.rule':
    'WhatsApp stellt an Nummern, die mit {prefix} beginnen, keine Werbung zu; sie erhalten eine SMS. Gelesen am {asOf}; keine Rechtsberatung.',
  'phone.rule.source': 'Quelle',
  'phone.templates': 'Genehmigte Vorlagen',
  'phone.templates.hint':
    'WhatsApp nimmt nur vorab genehmigte Texte an, außer die Person hat Ihnen innerhalb des letzten Tages geschrieben. Jede Ihrer Vorlagen braucht eine in jeder Sprache; ohne sie geht die Nachricht per SMS.',
  'phone.templates.none': 'Noch keine.',
  'phone.template.number': 'Vorlage {number}',
  'phone.template.add': 'Genehmigte Vorlage hinzufügen',
  'phone.template.remove': 'Diese Vorlage entfernen',
  'phone.template.carrier': 'Für',
  'phone.template.name': 'Ihre Vorlage',
  'phone.template.name.help': 'Ihr Name unter „Vorlagen“, zum Beispiel cart-reminder-1.',
  'phone.template.locale': 'Sprache',
  'phone.template.locale.help': 'Zum Beispiel en oder de-AT.',
  'phone.template.sid': 'Content-SID',
  'phone.template.sid.help': 'Aus dem Content Template Builder von Twilio; sie beginnt mit HX.',
  'phone.variable': 'Variable {number}',
  'phone.variable.add': 'Variable hinzufügen',
  'phone.variable.remove': 'Letzte Variable entfernen',
  'phone.variable.store_name': 'Name des Shops',
  'phone.variable.first_name': 'Vorname (ohne ihn geht die Nachricht per SMS)',
  'phone.variable.first_item': 'Erstes Produkt im Warenkorb',
  'phone.variable.items': 'Anzahl der Produkte',
  'phone.variable.cart_total': 'Summe des Warenkorbs',
  'phone.variable.restore_link': 'Link zurück zum Warenkorb',
  'phone.variable.restore_code': 'Ende dieses Links, für eine Schaltfläche',
  'phone.variable.unsubscribe_link': 'Link zum Abmelden',
  'phone.variable.text': 'Der ganze Text der SMS',
  'phone.stopped':
    'Der Anbieter hat diese Vorlage pausiert oder abgelehnt (Code {code}). Schritte, die sie verwenden, senden nichts, und an ihrer Stelle geht auch keine SMS hinaus.',
  'phone.stopped.resume': 'Sie ist wieder genehmigt: damit senden',
  'phone.cost': 'Was eine SMS kostet',
  'phone.cost.hint':
    'Eine SMS wird in Teilen abgerechnet: 160 Zeichen, oder 70 mit Buchstaben, die dem SMS-Alphabet fehlen. Mit Ihren Preisen zeigen Vorschau und Probelauf, was Nachrichten kosten.',
  'phone.segments': 'Höchstens so viele Teile je SMS',
  'phone.segments.help': 'Ein längerer Text wird nicht gesendet; seine Vorschau sagt das.',
  'phone.currency': 'Währung der Preise',
  'phone.currency.help': 'Drei Buchstaben, zum Beispiel EUR.',
  'phone.prices': 'Preis eines Teils je Land (einer je Zeile)',
  'phone.prices.help':
    'Zum Beispiel „AT 0,0831“. Nummern, die mit +1 beginnen, brauchen einen Preis für US und einen für CA.',
};
