import type { AuditSubjectKind } from '../../domain/audit.ts';
import type { Permission } from '../../domain/permission.ts';
import type { ApiAnswer } from '../api-fixture.ts';
import type { OpenedStore } from './opened-store.ts';

/**
 * What the tests of all routes have to know of one operation of the API, and cannot read from its document. Each of them has
 * one line in a file of this folder:
 *
 *     listOffers: reads('offers:read'),
 *     createOffer: changes('offers:write', 'offer', (store) => store.post('/v1/offers', newOffer())),
 */
export type OperationCase =
  | { readonly kind: 'open'; readonly heldOffBy: string }
  | { readonly kind: 'reads' | 'asks'; readonly permission: Permission }
  | {
      readonly kind: 'changes';
      readonly permission: Permission;
      readonly about: AuditSubjectKind;
      readonly prepare: Prepare;
    }
  | { readonly kind: 'tried-elsewhere'; readonly permission: Permission; readonly triedIn: string };

/** By the id of the operation. */
export type OperationCases = Readonly<Record<string, OperationCase>>;

type Act = (store: OpenedStore) => Promise<ApiAnswer>;
/** Makes what the act needs; the rows that this adds to the audit log are not counted. */
type Prepare = (store: OpenedStore) => Promise<() => Promise<ApiAnswer>>;

/** Needs no key. `heldOffBy` says what keeps strangers from doing harm. */
export const open = (heldOffBy: string): OperationCase => ({ kind: 'open', heldOffBy });

/** A GET. */
export const reads = (permission: Permission): OperationCase => ({ kind: 'reads', permission });

/** No GET, and yet it changes nothing of the store's own: events are the shop's, a ticket is for listening, others are questions. */
export const asks = (permission: Permission): OperationCase => ({ kind: 'asks', permission });

/** Changes something of the store: done once, it adds one row to the audit log, with this permission and about this. */
export const changes = (permission: Permission, about: AuditSubjectKind, act: Act): OperationCase =>
  changesAfter(permission, about, async (store) => () => act(store));

/** The same for what needs something to be there before. */
export const changesAfter = (permission: Permission, about: AuditSubjectKind, prepare: Prepare): OperationCase => ({
  ...{ kind: 'changes', permission, about, prepare },
});

/** Changes something that a key of a store cannot try out, or writes its row by other rules: this test file does. */
export const changesTriedIn = (permission: Permission, triedIn: string): OperationCase => ({
  ...{ kind: 'tried-elsewhere', permission, triedIn },
});
