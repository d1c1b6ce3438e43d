import { hexId, type ImitatedVendor, type Send, sentenceAbout } from '../../test/imitated-vendor.ts';
import { webPushBrowser } from '../../test/web-push-browser.ts';
import { createWebpush } from './webpush.ts';

const sendPath = '/wpush/v2/';
const browser = webPushBrowser(`https://updates.push.services.mozilla.com${sendPath}gAAAAABtoken`);

export const imitation: ImitatedVendor = {
  address: browser.subscription,
  open: (vendor) =>
    createWebpush({
      publicKey: 'BHE1-k_ZOgnc6Yu_aBtL_PUOfA1jVOYq-wv_KjQpYXhl7UwfAt25Aj7lalV-UV1qncZsEfIglg3llDNN9Yh3ZyQ',
      privateKey: 'CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk',
      subject: 'mailto:push@shop.example',
      ...vendor,
    }),
  readSend({ method, path, bytes }) {
    if (method !== 'POST' || !path.startsWith(sendPath)) return undefined;
    const { body } = JSON.parse(browser.read(bytes)) as { body: string };
    return { to: browser.subscription, text: body, key: null, idempotent: false };
  },
  newId: hexId,
  success: ({ id }) => ({
    status: 201,
    body: '',
    headers: { location: `https://updates.push.services.mozilla.com/m/${id}` },
  }),
  failure: answerOf,
  /** `code`: the status of the refusal. */
  refusal: (send, code = '400') => answerOf(send, Number(code)),
};

function answerOf(send: Send, code: number) {
  return { status: code, body: { code, errno: 999, error: 'Refused', message: sentenceAbout(send) } };
}
