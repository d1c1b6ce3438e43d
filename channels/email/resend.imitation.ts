import { hexId, type ImitatedVendor, sentenceAbout } from '../../test/imitated-vendor.ts';
import { createResend } from './resend.ts';

export const imitation: ImitatedVendor = {
  open: (vendor) => createResend({ apiKey: 're_test', ...vendor }),
  readSend({ method, path, headers, body }) {
    if (method !== 'POST' || path !== '/emails') return undefined;
    const { to, text } = JSON.parse(body) as { to: string; text: string };
    const key = headers['idempotency-key'];
    return { to, text, key: typeof key === 'string' ? key : null, idempotent: key !== undefined };
  },
  /** One e-mail, with the newest of what became of it. */
  answer({ method, path }, accepted) {
    const asked = accepted.find(({ id }) => path === `/emails/${id}`);
    if (method !== 'GET' || !asked) return undefined;
    const { id, to, delivered } = asked;
    return { status: 200, body: { object: 'email', id, to: [to], last_event: delivered ? 'delivered' : 'sent' } };
  },
  newId: (count) => hexId(count).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
  success: ({ id }) => ({ status: 200, body: { id } }),
  failure(send, status) {
    const name = { 401: 'missing_api_key', 429: 'rate_limit_exceeded', 502: undefined, 503: undefined }[status];
    return { status, body: { statusCode: status, name: name ?? 'application_error', message: sentenceAbout(send) } };
  },
  /** `code`: Resend's name of the error and the status, as in `validation_error:422`. */
  refusal(send, code = 'validation_error:422') {
    const [name, status] = code.split(':');
    return { status: Number(status ?? 422), body: { statusCode: 422, name, message: sentenceAbout(send) } };
  },
};
