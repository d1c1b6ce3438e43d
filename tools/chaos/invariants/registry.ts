import { cartsAreAccountedFor } from './carts-are-accounted-for.ts';
import { cartsEqualTheFold } from './carts-equal-the-fold.ts';
import type { Invariant } from './invariant.ts';
import { messagesGoOutOnce } from './messages-go-out-once.ts';
import { noMessageAfterPurchase } from './no-message-after-purchase.ts';
import { noMessageIsLost } from './no-message-is-lost.ts';
import { ordersAreKeptOnce } from './orders-are-kept-once.ts';
import { recoveriesEnd } from './recoveries-end.ts';
import { usageEqualsTheLedger } from './usage-equals-the-ledger.ts';

export const invariants: readonly Invariant[] = [
  cartsEqualTheFold,
  ordersAreKeptOnce,
  messagesGoOutOnce,
  noMessageIsLost,
  recoveriesEnd,
  cartsAreAccountedFor,
  noMessageAfterPurchase,
  usageEqualsTheLedger,
];
