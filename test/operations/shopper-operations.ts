import { randomUUID } from 'node:crypto';
import { privacyRequests, replies, suppressions } from '../../db/postgres/schema/index.ts';
import { uuidV7 } from '../../services/shared/ids.ts';
import { changesAfter, type OperationCases, reads } from './operation.ts';

/** Carts, orders and the people behind them, and what is done to win carts back. */
export const shopperOperations: OperationCases = {
  listCarts: reads('carts:read'),
  getCart: reads('carts:read'),
  quarantineCart: changesAfter('carts:quarantine', 'cart', async (store) => {
    const { id } = await store.shop.cart();
    return () => store.post(`/v1/carts/${id}/quarantine`);
  }),
  releaseCart: changesAfter('carts:quarantine', 'cart', async (store) => {
    const { id } = await store.shop.cart();
    await store.post(`/v1/carts/${id}/quarantine`);
    return () => store.post(`/v1/carts/${id}/release`);
  }),
  showRecoveryLink: changesAfter('recoveries:command', 'cart', async (store) => {
    const cart = await store.shop.cart({ customerId: await store.shop.customer() });
    await store.shop.sentMessage(cart, await store.shop.recovery(cart));
    return () => store.post(`/v1/carts/${cart.id}/recovery-link`);
  }),
  listOrders: reads('orders:read'),
  getOrder: reads('orders:read'),

  listCustomers: reads('customers:read'),
  getCustomer: reads('customers:read'),
  unmaskCustomer: changesAfter('customers:unmask', 'customer', async (store) => {
    const id = await store.shop.customer();
    return () => store.post(`/v1/customers/${id}/unmask`);
  }),
  exportCustomer: changesAfter('customers:unmask', 'customer', async (store) => {
    const id = await store.shop.customer();
    return () => store.post(`/v1/customers/${id}/export`);
  }),
  planErasure: reads('customers:erase'),
  eraseCustomer: changesAfter('customers:erase', 'customer', async (store) => {
    const id = await store.shop.customer();
    return () => store.post(`/v1/customers/${id}/erase`, { reason: 'asked_by_person' });
  }),
  listErasures: reads('privacy-requests:read'),
  getErasure: reads('privacy-requests:read'),
  findCustomer: changesAfter('customers:unmask', 'customer', async (store) => {
    await store.shop.customer({ email: 'ada@shopper.example' });
    return () => store.post('/v1/customer-searches', { address: 'Ada@shopper.example' });
  }),
  listSuppressions: reads('customers:read'),
  liftSuppression: changesAfter('suppressions:lift', 'suppression', async (store) => {
    const id = randomUUID();
    const suppressed = { storeId: store.storeId, id, channel: 'email' as const, addressHash: id };
    await store.shop.write((tx) => tx.insert(suppressions).values({ ...suppressed, cause: 'bounce' }));
    return () => store.post(`/v1/suppressions/${id}/lift`);
  }),
  listPrivacyRequests: reads('privacy-requests:read'),
  finishPrivacyRequest: changesAfter('privacy-requests:finish', 'privacy_request', async (store) => {
    const [id, at] = [uuidV7(), new Date()];
    const asked = {
      ...{ storeId: store.storeId, id, integrationId: uuidV7(), deliveryId: uuidV7() },
      kind: 'data_request' as const,
    };
    await store.shop.write((tx) => tx.insert(privacyRequests).values({ ...asked, receivedAt: at, dueAt: at }));
    return () => store.post(`/v1/privacy-requests/${id}/finish`);
  }),

  listRecoveries: reads('recoveries:read'),
  getRecovery: reads('recoveries:read'),
  pauseRecovery: recoveryCommand('pause'),
  resumeRecovery: recoveryCommand('resume'),
  skipRecoveryWait: recoveryCommand('skip-wait'),
  stopRecovery: recoveryCommand('stop'),
  listDecisions: reads('decisions:read'),

  listMessages: reads('messages:read'),
  getMessage: reads('messages:read'),
  listReplies: reads('messages:read'),
  showReplyWords: changesAfter('customers:unmask', 'customer', async (store) => {
    const [id, customerId] = [randomUUID(), await store.shop.customer()];
    await store.shop.write((tx) =>
      tx.insert(replies).values({
        ...{ storeId: store.storeId, id, customerId, channel: 'email', class: 'question', identity: id },
        ...{ subject: 'Re: Your cart', text: 'Is it blue?', forwardState: 'none' },
        ...{ forwardDueAt: new Date(), receivedAt: new Date() },
      }),
    );
    return () => store.post(`/v1/replies/${id}/words`);
  }),
};

function recoveryCommand(command: string) {
  return changesAfter('recoveries:command', 'recovery', async (store) => {
    const id = await store.shop.recovery(await store.shop.cart({ customerId: await store.shop.customer() }));
    return () => store.post(`/v1/recoveries/${id}/${command}`);
  });
}
