import { everyItem, type Path } from './path.ts';
import { plainName, wordsOfName } from './words.ts';

/**
 * What fields are called elsewhere, without case and separators: names that mean this and nothing else to nearly every
 * shop system. A field's own name in another style (`cart_id`, `CartID`) needs no entry.
 */
const sureNames: Readonly<Record<string, readonly string[]>> = {
  id: ['eventid', 'messageid', 'eventuuid'],
  type: ['event', 'eventtype', 'eventname'],
  occurredAt: ['eventtime', 'eventtimestamp', 'happenedat', 'timestamp'],
  lines: ['items', 'lineitems', 'products', 'cartitems', 'cartlines', 'orderlines', 'orderitems', 'basketitems'],
  line: ['item', 'lineitem', 'product', 'cartitem', 'cartline'],
  quantity: ['qty', 'itemquantity', 'productquantity'],
};

/** Names that often mean this, and sometimes something beside it: good enough to propose, not to act on. */
const likelyNames: Readonly<Record<string, readonly string[]>> = {
  id: ['uuid'],
  type: ['topic', 'action'],
  occurredAt: ['createdat', 'time', 'ts', 'datetime'],
  'who.email': ['email', 'emailaddress', 'useremail', 'customeremail', 'mail'],
  'who.phone': ['phone', 'phonenumber', 'mobile', 'customerphone', 'telephone'],
  'who.customerId': ['customerid', 'userid', 'memberid', 'accountid', 'clientid'],
  'who.anonymousId': ['anonymousid', 'visitorid', 'deviceid', 'guestid'],
  'who.pushToken': ['pushtoken', 'devicetoken', 'fcmtoken'],
  productId: ['itemid', 'variantid', 'sku', 'productsku', 'productcode'],
  cartId: ['basketid', 'carttoken', 'cartkey', 'shoppingcartid'],
  orderId: ['ordernumber', 'transactionid', 'orderno', 'orderref'],
  quantity: ['count', 'units'],
  name: ['title', 'productname', 'itemname', 'producttitle'],
  url: ['producturl', 'link', 'permalink', 'itemurl'],
  imageUrl: ['image', 'picture', 'productimage', 'thumbnail', 'imagelink'],
  category: ['productcategory', 'itemcategory', 'producttype'],
  unitPriceMinor: ['pricecents', 'unitpricecents', 'priceincents', 'priceminor'],
  totalMinor: ['totalcents', 'totalincents', 'ordertotalcents', 'grandtotalcents'],
  refundedMinor: ['refundedcents', 'refundcents', 'refundamountcents'],
  currency: ['currencycode', 'pricecurrency'],
};

/** Names of amounts in whole units of the currency: only with a value that shows its decimals. */
const amounts: Readonly<Record<string, readonly string[]>> = {
  unitPriceMinor: ['price', 'unitprice', 'itemprice'],
  valueMinor: ['total', 'totalprice', 'carttotal', 'subtotal', 'value'],
  totalMinor: ['total', 'totalprice', 'ordertotal', 'grandtotal', 'revenue', 'value'],
  refundedMinor: ['refundamount', 'refundtotal', 'amount'],
};

/** Every name of an amount that does not say its unit by itself, without case and separators. */
export const amountNames: ReadonlySet<string> = new Set([
  ...Object.keys(amounts).map(plainName),
  ...Object.values(amounts).flat(),
]);

const wordsOfSessions: ReadonlySet<string> = new Set([
  'session',
  'sessionid',
  'sess',
  'sessid',
  'sid',
  'phpsessid',
  'jsessionid',
]);

/** Whether a source is named after a session: one visit of a device, which is nobody who could be found again. */
export function isSessionName(source: Path): boolean {
  const [last = '', holder = ''] = [source.at(-1) ?? '', source.at(-2) ?? ''];
  const named = generic.has(plainName(last)) || plainName(last) === 'key' ? [holder, last] : [last];
  return named.flatMap(wordsOfName).some((word) => wordsOfSessions.has(word));
}

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

/** How a source's name speaks for a field: its own in another style, one for sure, a likely one, or an amount's. */
export type NameClaim = 'own' | 'sure' | 'likely' | 'amount';

/** What the dictionary says of `source` as the field at `target`, which lie in the same lists; null: nothing. */
export function nameClaim(source: Path, target: Path): NameClaim | null {
  const names = namesOf(source.slice(source.lastIndexOf(everyItem) + 1));
  const field = target.at(-1) ?? '';
  const inLine = target.includes(everyItem) || (target[0] === 'line' && target.length > 1);
  if (names.includes(plainName(field)) || (target[0] === 'line' && names.includes(plainName(target.join(' ')))))
    return 'own';
  const key = target[0] === 'who' && target.length > 1 ? target.join('.') : field;
  const knows = (list: Readonly<Record<string, readonly string[]>>): boolean =>
    (list[key] ?? []).some((name) => names.includes(name));
  if (knows(sureNames)) return 'sure';
  if (knows(likelyNames) || (inLine && field === 'productId' && names.includes('id'))) return 'likely';
  return knows(amounts) ? 'amount' : null;
}

/** The known names of a field, without case and separators. */
export function aliasesOf(target: Path): readonly string[] {
  const key = target[0] === 'who' && target.length > 1 ? target.join('.') : (target.at(-1) ?? '');
  return [...(sureNames[key] ?? []), ...(likelyNames[key] ?? [])];
}

/** What a source can be read as within its record: its whole path, and its last name unless that says nothing alone. */
export function namesOf(source: Path): readonly string[] {
  const wrapped = source.findIndex((part, index) => index === source.length - 1 || !wrappers.has(plainName(part)));
  const inner = source.slice(wrapped);
  const whole = plainName(inner.join(' '));
  const last = plainName(inner.at(-1) ?? '');
  return inner.length === 1 || generic.has(last) ? [whole] : [whole, last];
}
