import { hexId, type ImitatedVendor, type Send, sentenceAbout } from '../../test/imitated-vendor.ts';
import { createSes } from './ses.ts';

export const imitation: ImitatedVendor = {
  open: (vendor) =>
    createSes({ accessKeyId: 'AKIATEST', secretAccessKey: 'secret', region: 'eu-central-1', ...vendor }),
  readSend({ method, path, body }) {
    if (method !== 'POST' || path !== '/v2/email/outbound-emails') return undefined;
    const email = JSON.parse(body) as {
      Destination: { ToAddresses: [string] };
      Content: { Simple: { Body: { Text: { Data: string } } } };
      EmailTags: readonly { Name: string; Value: string }[];
    };
    return {
      to: email.Destination.ToAddresses[0],
      text: email.Content.Simple.Body.Text.Data,
      key: email.EmailTags.find(({ Name }) => Name === 'message')?.Value ?? null,
      idempotent: false,
    };
  },
  newId: (count) => `0100${hexId(count)}-000000`,
  success: ({ id }) => ({ status: 200, body: { MessageId: id } }),
  failure(send, status) {
    const [code, name] = (
      {
        401: [403, 'UnrecognizedClientException'],
        429: [429, 'TooManyRequestsException'],
        502: [502, 'InternalFailure'],
        503: [503, 'ServiceUnavailable'],
      } as const
    )[status];
    return errorAnswer(send, code, name);
  },
  /** `code`: the exception of SES. */
  refusal: (send, code = 'MessageRejected') => errorAnswer(send, code === 'NotFoundException' ? 404 : 400, code),
};

function errorAnswer(send: Send, status: number, name: string) {
  return {
    status,
    body: { message: sentenceAbout(send) },
    headers: { 'x-amzn-errortype': `${name}:http://internal.amazon.com/coral/com.amazonaws.ses/` },
  };
}
