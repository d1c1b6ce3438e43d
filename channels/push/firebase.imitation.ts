import { hexId, type ImitatedVendor, type Send, sentenceAbout } from '../../test/imitated-vendor.ts';
import { createFirebase } from './firebase.ts';

export const imitation: ImitatedVendor = {
  open: (vendor) => createFirebase({ projectId: 'test', accessToken: async () => 'token', ...vendor }),
  readSend({ method, path, body }) {
    if (method !== 'POST' || !/^\/v1\/projects\/[^/]+\/messages:send$/.test(path)) return undefined;
    const { message } = JSON.parse(body) as {
      message: { token: string; notification: { body: string }; data: { messageId: string } };
    };
    return { to: message.token, text: message.notification.body, key: message.data.messageId, idempotent: false };
  },
  newId: (count) => `projects/test/messages/${hexId(count)}`,
  success: ({ id }) => ({ status: 200, body: { name: id } }),
  failure(send, status) {
    const name = { 401: 'UNAUTHENTICATED', 429: 'QUOTA_EXCEEDED', 502: 'INTERNAL', 503: 'UNAVAILABLE' }[status];
    return errorAnswer(send, status, name);
  },
  /** `code`: FCM's error code. */
  refusal(send, code = 'INVALID_ARGUMENT') {
    const status = code === 'UNREGISTERED' ? 404 : code === 'SENDER_ID_MISMATCH' ? 403 : 400;
    return errorAnswer(send, status, code === 'UNREGISTERED' ? 'NOT_FOUND' : code, code);
  },
};

function errorAnswer(send: Send, code: number, status: string, errorCode = status) {
  const details = [{ '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode }];
  return { status: code, body: { error: { code, message: sentenceAbout(send), status, details } } };
}
