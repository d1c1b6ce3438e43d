import { hexId, type ImitatedVendor, sentenceAbout } from '../../test/imitated-vendor.ts';
import { createOnesignal } from './onesignal.ts';

export const imitation: ImitatedVendor = {
  open: (vendor) => createOnesignal({ appId: '2dd608f2-a6a1-4251-a253-49a8ad4e3f5c', apiKey: 'key', ...vendor }),
  readSend({ method, path, body }) {
    if (method !== 'POST' || path !== '/notifications') return undefined;
    const { include_subscription_ids, contents, idempotency_key } = JSON.parse(body) as {
      include_subscription_ids: readonly [string];
      contents: { en: string };
      idempotency_key: string;
    };
    return { to: include_subscription_ids[0], text: contents.en, key: idempotency_key, idempotent: true };
  },
  newId: (count) => hexId(count).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
  success: ({ id }) => ({ status: 200, body: { id, external_id: null } }),
  failure: (send, status) => ({ status: status === 401 ? 403 : status, body: { errors: [sentenceAbout(send)] } }),
  /** `code`: one of the ways in which a 200 says that nothing was sent; without it a 400. */
  refusal(send, code) {
    switch (code) {
      case 'not_subscribed':
        return { status: 200, body: { id: '', errors: ['All included players are not subscribed'] } };
      case 'not_sent':
        return { status: 200, body: { id: '', errors: [sentenceAbout(send)] } };
      case 'invalid_player_ids':
      case 'invalid_subscription_ids':
        return { status: 200, body: { id: '', recipients: 0, errors: { [code]: [send.to] } } };
      default:
        return { status: 400, body: { errors: [sentenceAbout(send)] } };
    }
  },
};
