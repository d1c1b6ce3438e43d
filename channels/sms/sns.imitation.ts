import { hexId, type ImitatedVendor, type Send, sentenceAbout } from '../../test/imitated-vendor.ts';
import { createSns } from './sns.ts';

export const imitation: ImitatedVendor = {
  open: (vendor) =>
    createSns({
      accessKeyId: 'AKIATEST',
      secretAccessKey: 'secret',
      region: 'eu-central-1',
      smsType: 'Promotional',
      ...vendor,
    }),
  readSend({ method, path, body }) {
    const form = new URLSearchParams(body);
    if (method !== 'POST' || path !== '/' || form.get('Action') !== 'Publish') return undefined;
    return { to: form.get('PhoneNumber') ?? '', text: form.get('Message') ?? '', key: null, idempotent: false };
  },
  newId: (count) => `${hexId(count).slice(-8)}-0000-5000-8000-000000000000`,
  success: ({ id }) =>
    xml(
      200,
      `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
  <PublishResult>
    <MessageId>${id}</MessageId>
  </PublishResult>
  <ResponseMetadata>
    <RequestId>f187a3c1-376f-11df-8963-01868b7c937a</RequestId>
  </ResponseMetadata>
</PublishResponse>`,
    ),
  failure(send, status) {
    const [answered, code] = (
      {
        401: [403, 'InvalidClientTokenId'],
        429: [429, 'Throttled'],
        502: [500, 'InternalError'],
        503: [503, 'ServiceUnavailable'],
      } as const
    )[status];
    return errorAnswer(send, answered, code);
  },
  /** `code`: the error of SNS. */
  refusal: (send, code = 'InvalidParameter') => errorAnswer(send, 400, code),
};

function errorAnswer(send: Send, status: number, code: string) {
  return xml(
    status,
    `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
  <Error>
    <Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>
    <Code>${code}</Code>
    <Message>${sentenceAbout(send)}</Message>
  </Error>
  <RequestId>9dd01905-5012-5f99-8663-4b3ecd0dfaef</RequestId>
</ErrorResponse>`,
  );
}

function xml(status: number, body: string) {
  return { status, body, headers: { 'content-type': 'text/xml' } };
}
