import type { catalogEn } from './messages.en.ts';

export const catalogDe: Readonly<Record<keyof typeof catalogEn, string>> = {
  'settings.catalog': 'Lager und Preise',
  'settings.catalog.lead': 'Erinnerungen zeigen, was Ihr Shop jetzt verkauft und zu welchem Preis.',
  'catalog.ask': 'Den Shop fragen, bevor eine Nachricht hinausgeht',
  'catalog.ask.hint':
    'Der Shop hat zwei Sekunden für seine Antwort. Bleibt sie aus, geht die Nachricht mit dem Warenkorb hinaus, wie er zurückgelassen wurde.',
  'catalog.source': 'Wer gefragt wird',
  'catalog.source.off': 'Niemand',
  'catalog.source.shopify': 'Der verbundene Shopify-Shop',
  'catalog.source.woocommerce': 'Der verbundene WooCommerce-Shop',
  'catalog.source.http': 'Eine eigene Adresse',
  'catalog.source.off.help': 'Nachrichten zeigen jeden Warenkorb, wie er zurückgelassen wurde, ausverkauft oder nicht.',
  'catalog.source.shopify.help': 'Der Zugang braucht die Berechtigung read_products.',
  'catalog.source.woocommerce.help': 'Über die Store-API, die zeigt, was alle Besucher sehen.',
  'catalog.source.http.help':
    'Eine signierte Anfrage an ein System von Ihnen; die Dokumentation zeigt, was es antwortet.',
  'catalog.notConnected': 'Kein solcher Shop ist mit Zugang zu seiner API verbunden: siehe Integrationen.',
  'catalog.url': 'Adresse',
  'catalog.url.help': 'Im öffentlichen Internet, über https. Eine andere Adresse bekommt ein anderes Geheimnis.',
  'catalog.url.problem':
    'Diese Adresse ist nicht verwendbar: Sie muss im öffentlichen Internet liegen, mit https:// beginnen und keinen Benutzer nennen.',
  'catalog.secret':
    'Kopieren Sie das Signaturgeheimnis jetzt: Es wird nicht noch einmal gezeigt. Ihr System prüft damit die Anfragen.',
  'catalog.newSecret': 'Ein anderes Geheimnis machen',
  'catalog.newSecret.help': 'Wenn das bisherige verloren ging oder gesehen wurde. Es gilt sofort nicht mehr.',
  'catalog.soldOut': 'Was ausverkauft ist',
  'catalog.soldOut.drop': 'Weglassen',
  'catalog.soldOut.mark': 'Als ausverkauft zeigen',
  'catalog.soldOut.drop.help':
    'Bleibt von einem Warenkorb nichts übrig, geht die Nachricht nicht hinaus, und der Warenkorb nennt den Grund.',
  'catalog.soldOut.mark.help':
    'Hinter dem, was zu kaufen ist, und ohne Preis. Eigene Vorlagen müssen es sagen: line.soldOut. Ist nichts zu kaufen, geht keine Nachricht hinaus.',
  'catalog.saved': 'Gespeichert',
  'catalog.test': 'Ausprobieren',
  'catalog.test.hint': 'Fragt die gespeicherte Quelle nach einem Produkt, wie es eine Nachricht täte.',
  'catalog.test.product': 'Produkt',
  'catalog.test.product.help':
    'Seine Nummer, wie Ihr Shop sie in Warenkörben nennt: bei Shopify und WooCommerce die der Variante.',
  'catalog.test.variant': 'Variante',
  'catalog.test.variant.help': 'Nur, wo Warenkörbe beides nennen.',
  'catalog.test.ask': 'Den Shop fragen',
  'catalog.test.running': 'Fragt …',
  'catalog.said.for_sale': 'Es ist zu kaufen.',
  'catalog.said.sold_out': 'Es ist zurzeit nicht zu kaufen.',
  'catalog.said.unclear': 'Der Shop sagt nicht, ob es zu kaufen ist; Nachrichten zeigen es daher.',
  'catalog.said.missing':
    'Der Shop kennt kein solches Produkt. Nachrichten lassen es nur weg, wenn der Shop ein anderes Produkt desselben Warenkorbs kennt.',
  'catalog.said.nothing':
    'Der Shop sagt nichts zu diesem Produkt; Nachrichten zeigen es daher, wie es in den Warenkorb gelegt wurde.',
  'catalog.said.price': 'Es kostet {price}.',
  'catalog.failed.no_access':
    'Es gibt keinen Zugang zu diesem Shop. Verbinden Sie ihn unter Integrationen oder wählen Sie eine andere Quelle.',
  'catalog.failed.denied':
    'Der Shop lehnt den Zugang ab. Prüfen Sie das Token und seine Berechtigungen unter Integrationen.',
  'catalog.failed.busy': 'Der Shop hat gerade zu viele Anfragen. Versuchen Sie es später noch einmal.',
  'catalog.failed.away': 'Der Shop hat nicht innerhalb von zwei Sekunden geantwortet.',
  'catalog.failed.strange': 'Die Antwort war nicht lesbar, oder die Adresse liegt nicht im öffentlichen Internet.',
};
