import { everyItem, type Path } from './path.ts';
import { plainName } from './words.ts';

/**
 * What fields are called elsewhere, without case and separators: names that mean this and nothing else to nearly every
 * shop system. A field's own name in another style (`cart_id`, `CartID`) needs no entry.
 */
const aliases: Readonly<Record<string, readonly string[]>> = {
  id: ['eventid', 'messageid', 'eventuuid', 'uuid'],
  type: ['event', 'eventtype', 'eventname', 'topic', 'action'],
  occurredAt: ['timestamp', 'eventtime', 'eventtimestamp', 'happenedat', 'createdat', 'time', 'ts', 'datetime'],
  'who.email': ['email', 'emailaddress', 'useremail', 'customeremail', 'mail'],
  'who.phone': ['phone', 'phonenumber', 'mobile', 'customerphone', 'telephone'],
  'who.customerId': ['customerid', 'userid', 'memberid', 'accountid', 'clientid'],
  'who.anonymousId': ['anonymousid', 'visitorid', 'deviceid', 'sessionid', 'guestid'],
  'who.pushToken': ['pushtoken', 'devicetoken', 'fcmtoken'],
  productId: ['itemid', 'variantid', 'sku', 'productsku', 'productcode'],
  cartId: ['basketid', 'carttoken', 'cartkey', 'shoppingcartid', 'carttid'],
  orderId: ['ordernumber', 'transactionid', 'orderno', 'orderref'],
  lines: ['items', 'lineitems', 'products', 'cartitems', 'cartlines', 'orderlines', 'orderitems', 'basketitems'],
  line: ['item', 'lineitem', 'product', 'cartitem', 'cartline'],
  quantity: ['qty', 'count', 'itemquantity', 'productquantity', 'units'],
  name: ['title', 'productname', 'itemname', 'producttitle'],
  url: ['producturl', 'link', 'permalink', 'itemurl'],
  imageUrl: ['image', 'picture', 'productimage', 'thumbnail', 'imagelink'],
  category: ['productcategory', 'itemcategory', 'producttype'],
  currency: ['currencycode', 'pricecurrency', 'curr'],
  restoreUrl: ['carturl', 'recoveryurl', 'checkouturl', 'abandonedcheckouturl'],
  unitPriceMinor: ['pricecents', 'unitpricecents', 'priceincents', 'priceminor'],
  valueMinor: ['valuecents', 'totalcents', 'cartvalueminor', 'subtotalcents'],
  totalMinor: ['totalcents', 'totalincents', 'ordertotalcents', 'grandtotalcents'],
  refundedMinor: ['refundedcents', 'refundcents', 'refundamountcents'],
  firstName: ['givenname', 'forename'],
  timeZone: ['tz', 'timezonename'],
  country: ['countrycode'],
  locale: ['language', 'languagetag'],
};

/** Names of amounts in whole units of the currency: only with a value that shows its decimals. */
const amounts: Readonly<Record<string, readonly string[]>> = {
  unitPriceMinor: ['price', 'unitprice', 'itemprice'],
  valueMinor: ['total', 'totalprice', 'carttotal', 'subtotal', 'value'],
  totalMinor: ['total', 'totalprice', 'ordertotal', 'grandtotal', 'revenue', 'value'],
  refundedMinor: ['refundamount', 'refundtotal', 'amount'],
};

/** Records that only wrap what matters: a field inside is called as if it were outside. */
const wrappers: ReadonlySet<string> = new Set([
  'event',
  'data',
  'payload',
  'body',
  'message',
  'properties',
  'attributes',
]);
/** Say nothing without the record that they are in. */
const generic: ReadonlySet<string> = new Set([
  'id',
  'type',
  'name',
  'time',
  'value',
  'total',
  'amount',
  'count',
  'event',
  'action',
  'topic',
  'title',
  'url',
  'link',
  'image',
]);

/** Whether the dictionary knows what is at `source` as the field at `target`; both without the lists that they share. */
export function isKnownName(source: Path, target: Path, { amount }: { readonly amount: boolean }): boolean {
  const names = namesOf(source);
  const field = target.at(-1) ?? '';
  if (!amount && names.includes(plainName(target.length > 1 && target[0] === 'who' ? field : target.join(' '))))
    return true;
  const inLine = target.includes(everyItem) || target[0] === 'line';
  if (inLine && field === 'productId' && source.length === 1 && names.includes('id')) return true;
  const known = (amount ? amounts : aliases)[target[0] === 'who' ? target.join('.') : field] ?? [];
  return known.some((alias) => names.includes(alias));
}

/** What a source can be read as: its whole path, and its last name unless that says nothing alone. */
export function namesOf(source: Path): readonly string[] {
  const wrapped = source.findIndex((part, index) => index === source.length - 1 || !wrappers.has(plainName(part)));
  const inner = source.slice(wrapped);
  const whole = plainName(inner.join(' '));
  const last = plainName(inner.at(-1) ?? '');
  return inner.length === 1 || generic.has(last) ? [whole] : [whole, last];
}
