import { hexId, type ImitatedVendor, type Send, sentenceAbout } from '../../test/imitated-vendor.ts';
import { createMailgun } from './mailgun.ts';

const domain = 'mg.shop.example';

export const imitation: ImitatedVendor = {
  open: (vendor) => createMailgun({ apiKey: 'key-test', domain, ...vendor }),
  readSend({ method, path, body }) {
    if (method !== 'POST' || path !== `/v3/${domain}/messages`) return undefined;
    const form = new URLSearchParams(body);
    return { to: form.get('to') ?? '', text: form.get('text') ?? '', key: form.get('v:message'), idempotent: false };
  },
  newId: (count) => `20261127.${hexId(count)}@${domain}`,
  success: ({ id }) => ({ status: 200, body: { id: `<${id}>`, message: 'Queued. Thank you.' } }),
  failure: (send, status) => errorAnswer(send, status),
  /** `code`: the status. */
  refusal: (send, code = '400') => errorAnswer(send, Number(code)),
  /** The events of what was taken. */
  answer({ method, path }, accepted) {
    const url = new URL(path, 'http://vendor');
    if (method !== 'GET' || url.pathname !== `/v3/${domain}/events`) return undefined;
    const begin = Number(url.searchParams.get('begin')) * 1_000;
    const taken = accepted.filter(({ to, at }) => to === url.searchParams.get('recipient') && at >= begin);
    const items = taken.slice(0, Number(url.searchParams.get('limit'))).map(({ id, to, key, at }) => ({
      id: 'ncV2XwymRUKbPek_MIM-Gw',
      event: 'accepted',
      timestamp: at / 1_000,
      recipient: to,
      'user-variables': { store: 'store', message: key },
      message: { headers: { 'message-id': id, from: 'shop@example.com', to, subject: 'Your cart' } },
    }));
    return { status: 200, body: { items, paging: {} } };
  },
};

function errorAnswer(send: Send, status: number) {
  return { status, body: { message: sentenceAbout(send) } };
}
