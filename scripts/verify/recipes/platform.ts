import type { Recipe } from './recipe.ts';

const adapter = `import { topicText } from './fields.ts';
import { verifyHmac } from './hmac.ts';
import type { Platform } from './platform.ts';

/** Lamps: tells of one basket. */
export const lamps: Platform = {
  name: 'lamps',
  topics: ['basket'],
  verify: ({ headers, body }, secrets) =>
    verifyHmac({ body, signature: headers['x-lamp-signature'], algorithm: 'sha256', encoding: 'hex' }, secrets),
  describe: ({ headers }) => ({ deliveryId: null, topic: topicText(headers['x-lamp-topic']) }),
  translate({ headers }) {
    if (headers['x-lamp-topic'] !== 'basket') return { kind: 'ignored', reason: 'unknown_topic' };
    const basket = {
      id: 'lamps:b1',
      type: 'cart_updated',
      occurredAt: '2026-11-22T11:59:00Z',
      who: { customerId: 'k1' },
      cartId: 'b1',
      currency: 'EUR',
      lines: [{ productId: 'lamp', quantity: 1, unitPriceMinor: 995 }],
    };
    return { kind: 'events', events: [basket] };
  },
};
`;

export const platform: Recipe = {
  name: 'a shop platform',
  first: [{ file: 'platforms/lamps.ts', text: adapter }],
  listed: [
    {
      file: 'platforms/registry.ts',
      before: 'import type { Platform }',
      text: "import { lamps } from './lamps.ts';\n",
    },
    { file: 'platforms/registry.ts', before: 'shopify, woocommerce,', text: 'lamps, ' },
    { file: 'platforms/onboarding-guides.ts', before: '  woocommerce: {', text: "  lamps: eventSource('Lamps'),\n" },
    {
      file: 'platforms/onboarding-guides.test.ts',
      before: '  woocommerce: (topic)',
      text: "  lamps: (topic) => ({ headers: { 'x-lamp-topic': topic }, body: {} }),\n",
    },
    {
      file: 'test/platform-samples.ts',
      before: '  woocommerce: sample(',
      text: `  lamps: sample(wooBody, {
    sign: hmac('x-lamp-signature', 'sha256', 'hex'),
    headers: { 'x-lamp-topic': 'basket' },
    unknown: { headers: { 'x-lamp-topic': 'dream' } },
  }),
`,
    },
  ],
  proofs: [{ file: 'platforms/registry.test.ts' }, { file: 'platforms/onboarding-guides.test.ts' }],
};
