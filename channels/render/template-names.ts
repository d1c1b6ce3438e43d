/** A name that templates may use, for the documents, the editor and the check. */
export interface TemplateNameTold {
  readonly name: string;
  readonly meaning: string;
  /** As it would be written in a template. */
  readonly example: string;
  /** Not known of every cart or person: it stands in an `if` or has a `default`. */
  readonly mayBeMissing: boolean;
}

const told = (name: string, meaning: string, example: string, mayBeMissing = false): TemplateNameTold => ({
  name,
  meaning,
  example,
  mayBeMissing,
});

/** As in `template-scope.ts`. `line` is what a loop over `cart.lines` calls one of them. */
export const templateNames: readonly TemplateNameTold[] = [
  told('customer.firstName', 'first name of the person', '{{ customer.firstName | default: "there" }}', true),
  told('store.name', 'name of the store', '{{ store.name }}'),
  told('store.url', 'address of the shop', '{% if store.url %}{{ store.url }}{% endif %}', true),
  told(
    'store.postalAddress',
    'postal address of the store, in one line',
    '{% if store.postalAddress %}{{ store.postalAddress }}{% endif %}',
    true,
  ),
  told('brand.name', 'name of the brand, else of the store', '{{ brand.name }}'),
  told(
    'brand.logo',
    'address of the logo',
    '{% if brand.logo %}<img src="{{ brand.logo }}" alt="{{ brand.name }}" />{% endif %}',
    true,
  ),
  told(
    'brand.logoDark',
    'the same on dark ground, where it is another one',
    '{% if brand.logoDark %}<img src="{{ brand.logoDark }}" alt="" />{% endif %}',
    true,
  ),
  told(
    'brand.primary',
    'colour of buttons; in the dark theme `brand.dark.primary`, and so for each colour',
    'background-color="{{ brand.primary }}"',
  ),
  told('brand.onPrimary', 'black or white, whichever is read better on it', 'color="{{ brand.onPrimary }}"'),
  told('brand.background', 'colour that texts stand on', 'background-color="{{ brand.background }}"'),
  told('brand.page', 'colour around that', 'background-color="{{ brand.page }}"'),
  told('brand.text', 'colour of texts', 'color="{{ brand.text }}"'),
  told('brand.quiet', 'colour of less important texts', 'color="{{ brand.quiet }}"'),
  told('brand.link', 'colour of links', '<a style="color:{{ brand.link }}" href="{{ links.restore }}">…</a>'),
  told('brand.line', 'colour of lines', 'style="border-top:1px solid {{ brand.line }}"'),
  told('brand.soft', 'colour behind pictures', 'style="background-color:{{ brand.soft }}"'),
  told(
    'brand.madeWith',
    'by what the mail was made, where the store says so',
    '{% if brand.madeWith %}{{ brand.madeWith }}{% endif %}',
    true,
  ),
  told(
    'brand.supportEmail',
    'where people can ask',
    '{% if brand.supportEmail %}{{ brand.supportEmail }}{% endif %}',
    true,
  ),
  told(
    'brand.supportUrl',
    'the same as a page',
    '{% if brand.supportUrl %}<a href="{{ brand.supportUrl }}">Help</a>{% endif %}',
    true,
  ),
  told('cart.lines', 'the first lines of the cart', '{% for line in cart.lines %}{{ line.name }}{% endfor %}'),
  told(
    'cart.moreLines',
    'how many lines are not among them',
    '{% if cart.moreLines > 0 %}and {{ cart.moreLines }} more{% endif %}',
  ),
  told('cart.items', 'pieces in the cart', '{{ cart.items }}'),
  told('cart.currency', 'currency of the cart, e.g. EUR', '{{ cart.currency | default: "" }}', true),
  told(
    'cart.total',
    'total of the cart, for the filter `money`',
    '{% if cart.total != nil %}{{ cart.total | money }}{% endif %}',
    true,
  ),
  told('line.name', 'name of the product', '{{ line.name }}'),
  told('line.initial', 'first letter of the name, in place of a picture', '{{ line.initial }}'),
  told('line.quantity', 'pieces or a measure, for the filter `number`', '{{ line.quantity | number }}'),
  told(
    'line.unitPrice',
    'price of one, for the filter `money`',
    '{% if line.unitPrice != nil %}{{ line.unitPrice | money: line.currency }}{% endif %}',
    true,
  ),
  told(
    'line.price',
    'price of all of the line, for the filter `money`',
    '{% if line.price != nil %}{{ line.price | money: line.currency }}{% endif %}',
    true,
  ),
  told('line.soldOut', 'the shop says that it cannot be bought', '{% if line.soldOut %}sold out{% endif %}'),
  told(
    'line.priceChanged',
    'one costs something else than when it was put into the cart',
    '{% if line.priceChanged %}The price has changed.{% endif %}',
  ),
  told(
    'line.unitPriceBefore',
    'what one cost then, for the filter `money`',
    '{% if line.priceChanged %}was {{ line.unitPriceBefore | money: line.currency }}{% endif %}',
    true,
  ),
  told('line.currency', 'currency of the line', '{{ line.price | money: line.currency }}', true),
  told(
    'line.url',
    'page of the product in the shop',
    '{% if line.url %}<a href="{{ line.url }}">{{ line.name }}</a>{% endif %}',
    true,
  ),
  told(
    'line.imageUrl',
    'picture of the product',
    '{% if line.imageUrl %}<img src="{{ line.imageUrl }}" alt="{{ line.name }}" />{% endif %}',
    true,
  ),
  told(
    'offer.code',
    'discount code of the message, if it carries one',
    '{% if offer %}Your code: {{ offer.code }}{% endif %}',
    true,
  ),
  told(
    'offer.kind',
    '`percent`, `amount` or `free_shipping`',
    "{% if offer.kind == 'free_shipping' %}…{% endif %}",
    true,
  ),
  told(
    'offer.valueText',
    'what the code takes off, e.g. 10%',
    '{% if offer %}{{ offer.valueText }} off{% endif %}',
    true,
  ),
  told(
    'offer.expiresOn',
    'the last day on which the code is good',
    '{% if offer %}until {{ offer.expiresOn }}{% endif %}',
    true,
  ),
  told('links.restore', 'the way back to the cart', '<mj-button href="{{ links.restore }}">Go on</mj-button>'),
  told('links.unsubscribe', 'the way out; each e-mail ends with it anyway', '{{ links.unsubscribe }}'),
  told('optOut', 'the way out of an SMS: an answer, or what there is where nobody can answer', '{{ optOut }}'),
  told('locale', 'language and region of the message, e.g. de-AT', '{{ locale }}'),
];
