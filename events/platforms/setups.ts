/** What a person has to do at a platform so that it sends its webhooks here. */
export interface PlatformSetup {
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

const eventSource = (name: string): PlatformSetup => ({
  secretFrom: 'engine',
  secretShape: 'hex',
  topics: [],
  steps: [
    `In ${name}, add a webhook destination with the URL above.`,
    'Let it sign with the secret above; a source that signs nothing sends an API key of the store with the scope events:write, as Authorization: Bearer <key>, or Basic with the key as the user.',
  ],
  acceptsApiKey: true,
  apiUrlExample: null,
});

const setups: Readonly<Record<string, PlatformSetup>> = {
  shopify: {
    secretFrom: 'platform',
    secretShape: 'hex',
    topics: [
      'carts/create',
      'carts/update',
      'checkouts/create',
      'checkouts/update',
      'checkouts/delete',
      'orders/create',
      'orders/updated',
      'orders/paid',
      'orders/cancelled',
      'refunds/create',
      'customers/create',
      'customers/update',
      'app/uninstalled',
      'customers/data_request',
      'customers/redact',
      'shop/redact',
    ],
    steps: [
      'In the app’s configuration, subscribe to the topics above with the URL above and the format JSON; the last three are the compliance webhooks.',
      'The secret is the app’s client secret. Webhooks made in the shop’s own notification settings are signed with another one: make an integration of their own for them.',
      'To have looked for what no webhook brought, give the address of the shop and an Admin API token of the app with the scopes read_orders, read_customers and read_products.',
    ],
    acceptsApiKey: false,
    apiUrlExample: 'https://your-shop.myshopify.com',
  },
  woocommerce: {
    secretFrom: 'engine',
    secretShape: 'hex',
    topics: [
      'order.created',
      'order.updated',
      'order.deleted',
      'order.restored',
      'customer.created',
      'customer.updated',
    ],
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
    topics: [
      'store/cart/created',
      'store/cart/updated',
      'store/cart/deleted',
      'store/cart/converted',
      'store/cart/abandoned',
      'store/order/created',
      'store/order/updated',
      'store/order/statusUpdated',
      'store/app/uninstalled',
    ],
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
export function setupOf(platform: string): PlatformSetup {
  return (
    setups[platform] ?? {
      secretFrom: 'engine',
      secretShape: 'hex',
      topics: [],
      steps: ['Send the platform’s webhooks to the URL above, signed with the secret above.'],
      acceptsApiKey: false,
      apiUrlExample: null,
    }
  );
}
