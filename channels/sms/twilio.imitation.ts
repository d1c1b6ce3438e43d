import { randomUUID } from 'node:crypto';
import { type AcceptedMessage, type ImitatedVendor, sentenceAbout } from '../../test/imitated-vendor.ts';
import { createTwilio } from './twilio.ts';

const messagesPath = /^\/2010-04-01\/Accounts\/[^/]+\/Messages\.json$/;

export const imitation: ImitatedVendor = {
  open: (vendor) => createTwilio({ accountSid: 'AC0', authToken: 'token', from: '+15005550006', ...vendor }),
  readSend({ method, path, body }) {
    if (method !== 'POST' || !messagesPath.test(path)) return undefined;
    const form = new URLSearchParams(body);
    const callback = form.get('StatusCallback');
    const key = callback ? new URL(callback).searchParams.get('message') : null;
    const text = form.get('Body') ?? form.get('ContentVariables') ?? '';
    return { to: form.get('To') ?? '', text, key, idempotent: false };
  },
  newId: () => `SM${randomUUID().replaceAll('-', '')}`,
  success: (message) => ({ status: 201, body: resourceOf(message) }),
  failure(send, status) {
    const code = { 401: 20003, 429: 20429, 502: 20500, 503: 20500 }[status];
    return { status, body: { code, message: sentenceAbout(send), status } };
  },
  /** `code`: Twilio's number of the error. */
  refusal: (send, code = '21602') => ({
    status: 400,
    body: { code: Number(code), message: sentenceAbout(send), status: 400 },
  }),
  /** The list of sent messages, filtered by recipient, newest first. */
  answer({ method, path }, accepted) {
    const url = new URL(path, 'http://vendor');
    const asked = accepted.find(({ id }) => url.pathname.endsWith(`/Messages/${id}.json`));
    if (method === 'GET' && asked) return { status: 200, body: resourceOf(asked) };
    if (method !== 'GET' || !messagesPath.test(url.pathname)) return undefined;
    const to = url.searchParams.get('To');
    const messages = accepted.filter((message) => to === null || message.to === to).toReversed();
    return {
      status: 200,
      body: { messages: messages.map(resourceOf), page: 0, page_size: 50, next_page_uri: null, uri: path },
    };
  },
};

function resourceOf(message: AcceptedMessage) {
  return {
    sid: message.id,
    account_sid: 'AC0',
    to: message.to,
    from: '+15005550006',
    body: message.text,
    status: message.delivered ? 'delivered' : 'queued',
    direction: 'outbound-api',
    date_created: new Date(message.at).toUTCString(),
    date_updated: new Date(message.at).toUTCString(),
    date_sent: null,
    error_code: null,
    error_message: null,
    num_segments: '1',
    num_media: '0',
    price: null,
    price_unit: 'USD',
    api_version: '2010-04-01',
    messaging_service_sid: null,
    uri: `/2010-04-01/Accounts/AC0/Messages/${message.id}.json`,
    subresource_uris: {},
  };
}
