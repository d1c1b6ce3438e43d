import { hexId, type ImitatedVendor, type Send, sentenceAbout } from '../../test/imitated-vendor.ts';
import { createSendgrid } from './sendgrid.ts';

export const imitation: ImitatedVendor = {
  open: (vendor) => createSendgrid({ apiKey: 'SG.test', ...vendor }),
  readSend({ method, path, body }) {
    if (method !== 'POST' || path !== '/v3/mail/send') return undefined;
    const mail = JSON.parse(body) as {
      personalizations: [{ to: [{ email: string }] }];
      content: readonly { type: string; value: string }[];
      custom_args: { message: string };
    };
    return {
      to: mail.personalizations[0].to[0].email,
      text: mail.content.find(({ type }) => type === 'text/plain')?.value ?? '',
      key: mail.custom_args.message,
      idempotent: false,
    };
  },
  newId: (count) => hexId(count).slice(-22),
  success: ({ id }) => ({ status: 202, body: undefined, headers: { 'x-message-id': id } }),
  failure: (send, status) => errorAnswer(send, status),
  /** `code`: the status. */
  refusal: (send, code = '400') => errorAnswer(send, Number(code)),
};

function errorAnswer(send: Send, status: number) {
  return { status, body: { errors: [{ message: sentenceAbout(send), field: 'personalizations.0.to', help: null }] } };
}
