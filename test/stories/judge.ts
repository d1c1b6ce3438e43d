import { dayMs } from '../../domain/duration.ts';
import type { Who } from '../../events/event.ts';
import type { Story, ToldEvent } from './make-story.ts';

/** A message that was allowed to go out. */
export interface SentMessage {
  /** The shop's own id of the cart. */
  readonly cartId: string;
  /** When it was claimed, epoch milliseconds. */
  readonly atMs: number;
  readonly productIds: readonly string[];
}

type Of<T extends ToldEvent['type']> = Extract<ToldEvent, { type: T }>;
type Touch = Of<'cart_updated' | 'checkout_started' | 'line_added'>;

/**
 * What is wrong with the messages that a story led to, in sentences. It knows the rules and nothing of the engine: it
 * reads the whole story for every message, from what had arrived by then. Where a rule leaves room, the message is right.
 */
export function judge({ email, deliveries }: Story, messages: readonly SentMessage[]): readonly string[] {
  const events = deliveries.filter(({ again }) => !again).map(({ event }) => event);
  const wrong = messages.flatMap((message) => {
    const told = events.filter(({ receivedAt }) => receivedAt <= message.atMs);
    const person = personBehind(email, told);
    return [
      ...(hasRefused(person, told) ? ['after a refusal'] : []),
      ...wrongAfterOrders(message, { person, told }),
    ].map((what) => `the message about ${message.cartId} at ${new Date(message.atMs).toISOString()} goes out ${what}`);
  });
  const nobodyWrote = messages.length === 0 && mustBeWrittenTo(email, events);
  return nobodyWrote ? ['somebody who agreed, bought nothing and refused nothing gets no message'] : wrong;
}

/** What an event says of its own time counts, but never past its arrival. */
function happenedAt({ occurredAt, receivedAt }: ToldEvent): number {
  return Math.min(Date.parse(occurredAt), receivedAt);
}

interface Person {
  readonly email: string;
  readonly customerId: string | null;
  /** Devices that nobody else was seen on. */
  readonly devices: ReadonlySet<string>;
}

/** Whom the address is known to belong to: a customer is named together with it, a device by either of them. */
function personBehind(email: string, told: readonly ToldEvent[]): Person {
  const linking = told.filter(({ type }) => type !== 'order_cancelled').map(({ who }) => who);
  const customerId = linking.find((who) => who.email === email && who.customerId !== undefined)?.customerId ?? null;
  const isTheirs = (who: Who) => who.email === email || (customerId !== null && who.customerId === customerId);
  const named = linking.filter((who) => who.email !== undefined || who.customerId !== undefined);
  const devices = new Set(named.filter(isTheirs).flatMap(({ anonymousId }) => anonymousId ?? []));
  for (const who of named) if (who.anonymousId !== undefined && !isTheirs(who)) devices.delete(who.anonymousId);
  return { email, customerId, devices };
}

function isOf({ email, customerId, devices }: Person, who: Who): boolean {
  if (who.email === email || (customerId !== null && who.customerId === customerId)) return true;
  const isNamed = who.email !== undefined || who.customerId !== undefined;
  return !isNamed && who.anonymousId !== undefined && devices.has(who.anonymousId);
}

/** The newest dated act counts, and a refusal before a yes of the same moment; records lift nothing. */
function hasRefused(person: Person, told: readonly ToldEvent[]): boolean {
  const acts = told.filter((event): event is Of<'consent_updated'> => {
    return event.type === 'consent_updated' && event.basis === 'act' && isOf(person, event.who);
  });
  const newest = (status: 'granted' | 'denied') =>
    Math.max(Number.NEGATIVE_INFINITY, ...acts.filter((act) => act.status === status).map(happenedAt));
  return newest('denied') > Number.NEGATIVE_INFINITY && newest('denied') >= newest('granted');
}

interface Purchase {
  readonly whos: readonly Who[];
  readonly cartId: string | null;
  /** Null: it took everything. */
  readonly productIds: readonly string[] | null;
  /** When we were first told that it was bought. */
  readonly arrivedAt: number;
  /** When we were last told so, e.g. after it had been called off. */
  readonly toldLastAt: number;
  /** When it was bought by the shop's clock, at the earliest. */
  readonly statedAt: number;
  /** It was not called off since. */
  readonly stands: boolean;
}

/** Every order that was ever bought. The newest of placed and cancelled stands, by when the shop says it changed it. */
function purchasesIn(told: readonly ToldEvent[]): readonly Purchase[] {
  const changes = told.filter((event): event is Of<'order_placed' | 'order_cancelled'> => {
    return event.type === 'order_placed' || event.type === 'order_cancelled';
  });
  return [...Map.groupBy(changes, ({ orderId }) => orderId).values()].flatMap((news) => {
    const placed = news.filter((event) => event.type === 'order_placed');
    const newest = (some: typeof news) => Math.max(Number.NEGATIVE_INFINITY, ...some.map(changedAt));
    const cancelled = newest(news.filter(({ type }) => type === 'order_cancelled'));
    if (placed.length === 0) return [];
    return [
      {
        whos: placed.map(({ who }) => who),
        cartId: placed.find(({ cartId }) => cartId !== undefined)?.cartId ?? null,
        productIds: linesBy(placed[0]?.receivedAt ?? 0, placed[0]?.orderId, told),
        arrivedAt: Math.min(...placed.map(({ receivedAt }) => receivedAt)),
        toldLastAt: Math.max(...placed.map(({ receivedAt }) => receivedAt)),
        statedAt: Math.min(...placed.map(changedAt)),
        stands: newest(placed) >= cancelled,
      },
    ];
  });
}

/** What was known of an order's lines when it became one: what is told later comes too late to be sure of. */
function linesBy(atMs: number, orderId: string | undefined, told: readonly ToldEvent[]): readonly string[] | null {
  for (const event of told) {
    if (event.type !== 'order_placed' && event.type !== 'order_pending') continue;
    if (event.orderId === orderId && event.receivedAt <= atMs && event.lines)
      return event.lines.map(({ productId }) => productId);
  }
  return null;
}

function changedAt(event: Of<'order_placed' | 'order_cancelled'>): number {
  return event.changedAt === undefined ? happenedAt(event) : Math.min(Date.parse(event.changedAt), event.receivedAt);
}

function wrongAfterOrders(
  { cartId, productIds }: SentMessage,
  { person, told }: { readonly person: Person; readonly told: readonly ToldEvent[] },
): readonly string[] {
  const touches = told.filter(isTouch).filter((touch) => touch.cartId === cartId);
  // Orders are touches of their cart, and a cart that several devices touched is of none of them for sure.
  const onCart = told.filter((event) => 'cartId' in event && event.cartId === cartId);
  const devices = new Set(onCart.flatMap(({ who }) => who.anonymousId ?? []));
  const isOfDevice = ({ anonymousId }: Who) =>
    devices.size === 1 && anonymousId !== undefined && devices.has(anonymousId);
  const orders = purchasesIn(told);
  const isTheirs = (order: Purchase) => order.cartId === cartId || order.whos.some((who) => isOf(person, who));
  const concerning = orders.filter((order) => order.stands && (isTheirs(order) || order.whos.some(isOfDevice)));
  return concerning.flatMap((order) => {
    // What is new after an order that was told later, and perhaps called off since, is new after this one.
    const since = orders.filter((other) => other.toldLastAt >= order.arrivedAt);
    const isAnew =
      touches.some((touch) => since.some((other) => isNewWish(touch, other))) ||
      // Goods of an order that only the device ties to the cart are not known to it: a page may tell them again.
      (!isTheirs(order) && touches.some((touch) => happenedAt(touch) > order.arrivedAt)) ||
      // Whoever orders the cart later, and does not pay, wants it.
      told.some(
        (event) => event.type === 'order_pending' && event.cartId === cartId && event.receivedAt > order.arrivedAt,
      );
    const bought = productIds.filter(
      (id) =>
        isTheirs(order) &&
        order.productIds?.includes(id) &&
        piecesIn(touches, id) === 1 &&
        !isWantedAgain(touches, id, order),
    );
    return [
      ...(isAnew
        ? []
        : [`though the order that arrived at ${new Date(order.arrivedAt).toISOString()} bought the cart`]),
      ...bought.map((id) => `with ${id}, which was bought`),
    ];
  });
}

function isTouch(event: ToldEvent): event is Touch {
  return event.type === 'cart_updated' || event.type === 'checkout_started' || event.type === 'line_added';
}

/** Told after the order, after it by the shop's own statement, and for something else than what was bought. */
function isNewWish(touch: Touch, { productIds, arrivedAt, statedAt }: Purchase): boolean {
  if (productIds === null) return happenedAt(touch) > arrivedAt;
  if (touch.receivedAt <= arrivedAt || happenedAt(touch) <= statedAt) return false;
  return touch.type === 'line_added' || touch.lines.some(({ productId }) => !productIds.includes(productId));
}

function isWantedAgain(touches: readonly Touch[], id: string, { arrivedAt, statedAt }: Purchase): boolean {
  return touches.some((touch) => {
    if (touch.receivedAt <= arrivedAt || happenedAt(touch) <= statedAt) return false;
    if (touch.type === 'line_added') return touch.line.productId === id;
    return happenedAt(touch) - arrivedAt > dayMs && touch.lines.some(({ productId }) => productId === id);
  });
}

/** How many pieces the story may have put in, whatever order its touches are read in. */
function piecesIn(touches: readonly Touch[], id: string): number {
  const added = touches.filter((touch) => touch.type === 'line_added' && touch.line.productId === id).length;
  const listed = touches.some((touch) => {
    return touch.type !== 'line_added' && touch.lines.some(({ productId }) => productId === id);
  });
  return added + Number(listed);
}

function mustBeWrittenTo(email: string, events: readonly ToldEvent[]): boolean {
  const person = personBehind(email, events);
  const touches = events.filter(isTouch);
  const isCalm = events.every((event) => {
    return !event.type.startsWith('order_') && !(event.type === 'consent_updated' && event.status === 'denied');
  });
  return isCalm && touches.length > 0 && touches.every(({ who }) => isOf(person, who));
}
