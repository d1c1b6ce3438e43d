import { platforms } from './registry.ts';

/** What a person has to do at a platform so that it sends its webhooks here. */
export interface OnboardingGuide {
  /** Who makes the secret that signs: the platform (it has to be handed in) or this engine (it is shown once). */
  readonly secretFrom: 'platform' | 'engine';
  /** How a secret that is made here is written. */
  readonly secretShape: 'hex' | 'whsec';
  /** What to subscribe to, in the platform's own words. */
  readonly topics: readonly string[];
  readonly steps: readonly string[];
  /** Whether an API key of the store may stand for a signature: sources that sign nothing, and send nothing but events. */
  readonly acceptsApiKey: boolean;
  /** What the address of the platform's own API looks like; null: there is nothing to ask it for. */
  readonly apiUrlExample: string | null;
}

/** The topics are the platform's own list. */
type DescribedGuide = Omit<OnboardingGuide, 'topics'>;

const eventSource = (name: string): DescribedGuide => ({
  secretFrom: 'engine',
  secretShape: 'hex',
  steps: [
    `In ${name}, add a webhook destination with the URL above.`,
    'Let it sign with the secret above; a source that signs nothing sends an API key of the store with the scope events:write, as Authorization: Bearer <key>, or Basic with the key as the user.',
  ],
  acceptsApiKey: true,
  apiUrlExample: null,
});

const setups: Readonly<Record<string, DescribedGuide>> = {
  shopify: {
    secretFrom: 'platform',
    secretShape: 'hex',
    steps: [
      'In the app’s configuration, subscribe to the topics above with the URL above and the format JSON; `customers/data_request`, `customers/redact` and `shop/redact` are the compliance webhooks.',
      'The secret is the app’s client secret. Webhooks made in the shop’s own notification settings are signed with another one: make an integration of their own for them.',
      'To have looked for what no webhook brought, give the address of the shop and an Admin API token of the app with the scopes read_orders, read_customers and read_products.',
    ],
    acceptsApiKey: false,
    apiUrlExample: 'https://your-shop.myshopify.com',
  },
  woocommerce: {
    secretFrom: 'engine',
    secretShape: 'hex',
    steps: [
      'In WooCommerce → Settings → Advanced → Webhooks, add one webhook per topic, status Active, with the URL and the secret above, API version 3.',
      'WooCommerce has no webhook for carts: add the storefront snippet to the shop for them.',
    ],
    acceptsApiKey: false,
    apiUrlExample: 'https://shop.example',
  },
  bigcommerce: {
    secretFrom: 'platform',
    secretShape: 'whsec',
    steps: [
      'Create one webhook per topic with POST /v3/hooks and the URL above as its destination.',
      'The secret is the client secret of the API account that made the webhooks.',
      'BigCommerce only names what changed: give the address and a token of its API, or nothing can be read.',
    ],
    acceptsApiKey: false,
    apiUrlExample: 'https://api.bigcommerce.com/stores/your-store-hash',
  },
  segment: eventSource('Segment'),
  klaviyo: eventSource('Klaviyo'),
  braze: eventSource('Braze'),
};

/** How a platform is set up; one that nobody described signs with a secret that is made here. */
export function onboardingGuideOf(platform: string): OnboardingGuide {
  return { ...(setups[platform] ?? undescribed), topics: platforms.get(platform)?.topics ?? [] };
}

const undescribed: DescribedGuide = {
  secretFrom: 'engine',
  secretShape: 'hex',
  steps: ['Send the platform’s webhooks to the URL above, signed with the secret above.'],
  acceptsApiKey: false,
  apiUrlExample: null,
};
