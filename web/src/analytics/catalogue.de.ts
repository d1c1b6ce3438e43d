import type { Dimension, MetricId } from './query.ts';

interface MetricWords {
  readonly name: string;
  readonly definition: string;
}

export const dimensionNamesDe: Readonly<Record<Dimension, string>> = {
  campaignId: 'Kampagne',
  channel: 'Kanal',
  provider: 'Anbieter',
  template: 'Vorlage',
  state: 'Stand der Nachricht',
  deliveryState: 'Rückmeldung des Anbieters',
  kind: 'Art der Entscheidung',
  reason: 'Grund',
  stage: 'Phase',
  currency: 'Währung',
  productId: 'Produkt',
  weekday: 'Wochentag',
  hourOfDay: 'Stunde des Tages',
};

const byAbandonment = 'Gezählt nach dem Zeitpunkt, zu dem der Warenkorb verlassen wurde.';
const byMessage = 'Gezählt nach dem Zeitpunkt, zu dem die Nachricht freigegeben wurde.';
const byOrder = 'Gezählt nach dem Zeitpunkt der Bestellung, wie ihn der Shop angibt.';

/** The words of the catalogue in German, by the id of the metric. */
export const metricWordsDe: Readonly<Record<MetricId, MetricWords>> = {
  abandoned_carts: {
    name: 'Verlassene Warenkörbe',
    definition: `Warenkörbe mit Inhalt, die länger als die Ruhezeit des Shops liegen blieben. Ein Warenkorb zählt einmal, bis er gekauft oder 30 Tage nicht mehr beurteilt wird. Warenkörbe, die nach Bots aussehen oder schon gekauft waren, zählen nicht. ${byAbandonment}`,
  },
  abandoned_value: {
    name: 'Verlassener Wert',
    definition: `Was in den verlassenen Warenkörben lag, als sie verlassen wurden, in einer Währung. ${byAbandonment}`,
  },
  reachable_share: {
    name: 'Anteil der Erreichbaren',
    definition: `Verlassene Warenkörbe, deren Kundin oder Kunde auf einem Kanal der Kampagne eine Adresse hat, zugestimmt hat und nicht gesperrt ist, von allen verlassenen Warenkörben. ${byAbandonment}`,
  },
  unreachable_carts: {
    name: 'Nicht erreichbare Warenkörbe',
    definition: `Verlassene Warenkörbe, zu denen niemand angeschrieben werden konnte, mit dem Grund. ${byAbandonment}`,
  },
  recovery_rate: {
    name: 'Rückgewinnungsrate',
    definition: `Verlassene Warenkörbe, die nach einer Nachricht dazu gekauft wurden, von allen verlassenen Warenkörben. ${byAbandonment}`,
  },
  recovered_within_1d: within(1),
  recovered_within_3d: within(3),
  recovered_within_7d: within(7),
  recovered_within_14d: within(14),
  recovered_within_30d: within(30),
  recovered_orders: {
    name: 'Zurückgewonnene Bestellungen',
    definition: `Bestellungen, die eintrafen, während die Rückgewinnung ihres Warenkorbs oder ihrer Kundin oder ihres Kunden lief oder innerhalb von sieben Tagen nach deren letzter Nachricht, und nachdem ein Anbieter eine Nachricht davon angenommen hatte. Stornierte zählen nicht. ${byOrder}`,
  },
  recovered_revenue: {
    name: 'Zurückgewonnener Umsatz',
    definition: `Summen der zurückgewonnenen Bestellungen in einer Währung: was zu zahlen war, nach Abzug der Codes von Angeboten und ohne Abzug von Erstattungen. ${byOrder}`,
  },
  recovered_revenue_gross: {
    name: 'Zurückgewonnener Umsatz vor Rabatten',
    definition: `Derselbe Umsatz, und dazu wieder, was Codes von Angeboten abgezogen haben. ${byOrder}`,
  },
  discount_cost: {
    name: 'Rabatte',
    definition: `Was Codes von Angeboten von den zurückgewonnenen Bestellungen abgezogen haben, soweit der Shop sagt, dass sie eingelöst wurden; von eingelesenen Codes sagt er nichts. Ein Code zählt bei der ersten Bestellung seiner Rückgewinnung. ${byOrder}`,
  },
  recovered_revenue_last_touch: {
    name: 'Zurückgewonnener Umsatz nach letzter Nachricht',
    definition: `Summen der Bestellungen innerhalb von sieben Tagen nach einer Nachricht, der jeweils neuesten gutgeschrieben. Die Gutschrift bleibt, wie sie beim Eintreffen der Bestellung vergeben wurde. Dies zählt dasselbe Geld auf andere Art: nie mit dem zurückgewonnenen Umsatz zusammenzählen. ${byOrder}`,
  },
  refunds: {
    name: 'Erstattungen',
    definition: `Was von den zurückgewonnenen Bestellungen bisher erstattet wurde. ${byOrder}`,
  },
  abandoned_products: {
    name: 'Produkte in verlassenen Warenkörben',
    definition: `Produkte, die in den verlassenen Warenkörben lagen: jedes einmal je Warenkorb, unabhängig von Menge und Varianten. Ein Warenkorb mit drei Produkten zählt also drei. ${byAbandonment}`,
  },
  abandoned_products_value: {
    name: 'Wert der Produkte in verlassenen Warenkörben',
    definition: `Was die Positionen dieser Produkte in den Warenkörben kosteten, in einer Währung. Positionen ohne Preis zählen nichts, und ein Warenkorb kann Rabatte haben: Das ist nicht der verlassene Wert. ${byAbandonment}`,
  },
  recovered_products: {
    name: 'Produkte in zurückgewonnenen Bestellungen',
    definition: `Produkte der zurückgewonnenen Bestellungen: jedes einmal je Bestellung, unabhängig von Menge und Varianten. ${byOrder}`,
  },
  recovered_products_value: {
    name: 'Wert der Produkte in zurückgewonnenen Bestellungen',
    definition: `Was die Positionen dieser Produkte in den zurückgewonnenen Bestellungen kosteten, in einer Währung: ohne Versand und ohne Abzüge von der ganzen Bestellung. Das ist nicht der zurückgewonnene Umsatz. Bestellungen, deren Positionen unbekannt sind, zählen ganz, als unbekannt. ${byOrder}`,
  },
  messages: { name: 'Nachrichten', definition: `Freigaben zum Senden, was auch immer daraus wurde. ${byMessage}` },
  non_sends: {
    name: 'Warum nichts gesendet wurde',
    definition:
      'Entscheidungen, keine Rückgewinnung zu beginnen oder eine Nachricht auszulassen, nach Grund. Gezählt nach dem Zeitpunkt der Entscheidung; über einen Warenkorb kann mehrmals entschieden werden.',
  },
  revenue_per_recipient: {
    name: 'Umsatz je Nachricht',
    definition:
      'Zurückgewonnener Umsatz geteilt durch die Nachrichten, die Anbieter in derselben Zeit angenommen haben, zu Warenkörben derselben Währung.',
  },
  unsubscribe_rate: {
    name: 'Abmelderate',
    definition: `Nachrichten, nach denen sich die Empfänger über ihren Link oder beim Anbieter abgemeldet haben, von allen angenommenen. ${byMessage}`,
  },
  complaint_rate: {
    name: 'Beschwerderate',
    definition: `Nachrichten, die laut Anbieter als unerwünscht gemeldet wurden, von allen angenommenen. ${byMessage}`,
  },
  delivered: {
    name: 'Zugestellt',
    definition: `Von den angenommenen Nachrichten jene, die Anbieter als zugestellt gemeldet haben oder als etwas, das auf eine Zustellung folgt. ${byMessage}`,
  },
  opened: {
    name: 'Geöffnet',
    definition: `Von den angenommenen Nachrichten jene, die als geöffnet oder angeklickt gemeldet wurden. Mailprogramme öffnen Nachrichten auch von selbst. ${byMessage}`,
  },
  clicked: {
    name: 'Angeklickt',
    definition: `Von den angenommenen Nachrichten jene, deren Link zum Warenkorb geöffnet wurde oder die als angeklickt gemeldet wurden. ${byMessage}`,
  },
  bounced: {
    name: 'Unzustellbar',
    definition: `Von den angenommenen Nachrichten jene, die die Adresse nicht angenommen hat. ${byMessage}`,
  },
  time_to_recovery: {
    name: 'Zeit bis zur Rückgewinnung',
    definition: `Median der Zeit vom Verlassen des Warenkorbs bis zur zurückgewonnenen Bestellung. ${byOrder}`,
  },
  funnel_seen: {
    name: 'Verlassen',
    definition: `Die verlassenen Warenkörbe, von denen die folgenden Schritte Teile sind. ${byAbandonment}`,
  },
  funnel_identified: {
    name: 'Bekannt',
    definition: `Verlassene Warenkörbe, zu denen eine Adresse bekannt war. ${byAbandonment}`,
  },
  funnel_reachable: {
    name: 'Erreichbar',
    definition: `Davon jene, zu denen auf einem Kanal der Kampagne geschrieben werden darf. ${byAbandonment}`,
  },
  funnel_messaged: {
    name: 'Angeschrieben',
    definition: `Davon jene mit einer Nachricht, die ein Anbieter angenommen hat. ${byAbandonment}`,
  },
  funnel_clicked: {
    name: 'Mit Klick',
    definition: `Von den angeschriebenen jene mit einer Nachricht, die angeklickt wurde. ${byAbandonment}`,
  },
  funnel_bought: {
    name: 'Gekauft',
    definition: `Von den angeschriebenen jene, die nach einer Nachricht gekauft wurden, mit oder ohne Klick: Menschen kommen auch von selbst zurück. ${byAbandonment}`,
  },
};

function within(days: number): MetricWords {
  const named = days === 1 ? 'eines Tages' : `von ${days} Tagen`;
  const hours = days * 24;
  return {
    name: days === 1 ? 'Zurückgewonnen binnen 1 Tag' : `Zurückgewonnen binnen ${days} Tagen`,
    definition: `Verlassene Warenkörbe, die nach einer Nachricht dazu und innerhalb ${named} (${hours} Stunden) nach dem Verlassen gekauft wurden, von allen, die diese Zeit schon hatten. Jüngere Warenkörbe zählen nicht mit. ${byAbandonment}`,
  };
}
