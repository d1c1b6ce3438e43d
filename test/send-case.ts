import { eq } from 'drizzle-orm';
import { onTestFinished } from 'vitest';
import { readProvidersConfig } from '../channels/provider-config.ts';
import { createProviders, type Providers } from '../channels/providers.ts';
import { providerUnits } from '../channels/registry.ts';
import {
  carts,
  decisions,
  messages,
  sandboxMessages,
  senderAccounts,
  senderLists,
  stores,
} from '../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../db/postgres/tenancy.ts';
import type { Channel, ProviderPicks } from '../domain/channel.ts';
import type { LostWindow } from '../domain/lost-window.ts';
import { unknownSender } from '../domain/sender-account.ts';
import type { AskCatalog } from '../services/messaging/catalog/ask-catalog.ts';
import { giveUpMessage } from '../services/messaging/messages/give-up.ts';
import { type SendDeps, type SendOutcome, sendMessage } from '../services/messaging/messages/send.ts';
import { createSandboxStore } from '../services/messaging/sandbox-inbox/put.ts';
import type { SendPlaces } from '../services/messaging/senders/places.ts';
import { RetryLaterError } from '../services/shared/retry-later-error.ts';
import { flagsOf } from './flags-fixture.ts';
import { startRecordingProvider, type VendorBehaviour } from './recording-provider.ts';
import { createShop } from './shop-factory.ts';

/** A due message on a channel, a vendor that behaves as ordered, and a clock that the test moves. */
export async function newSendCase(systemOfRecord: Database, channel: Channel, behaviours: readonly VendorBehaviour[]) {
  const vendor = await startRecordingProvider();
  onTestFinished(() => vendor.close());
  // Accounts belong to the installation: what an earlier test left of them, in its own time, is none of this one's.
  const fresh = { ...unknownSender, standsIn: null, domains: [] as string[], list: 'unknown' as const };
  await withEngine(systemOfRecord, async (tx) => {
    await tx.update(senderAccounts).set(fresh);
    await tx.delete(senderLists);
  });
  vendor.next(...behaviours);
  const shop = await createShop(systemOfRecord);
  const customerId = await shop.customer({ phone: '+4915112345678' });
  const cart = await shop.cart({ customerId });
  const recoveryId = await shop.recovery(cart);
  const { storeId } = shop;
  const configured = (env: Readonly<Record<string, string>>): Providers =>
    createProviders(readProvidersConfig(providerUnits, env).config, {
      outbox: createSandboxStore(systemOfRecord),
      publicUrl: 'http://localhost:3000',
    });
  const bothVendors = vendorsAt(vendor.url);
  let clock = Date.now();
  const switches = flagsOf({ now: () => clock });
  let deps: SendDeps = {
    database: systemOfRecord,
    flags: switches.flags,
    providers: configured({ EMAIL_PROVIDER: 'resend', SMS_PROVIDER: 'twilio', ...bothVendors }),
    renderer: { render: async ({ channel: on, to }) => ({ ok: true, message: contentOf(on, to) }) as never },
    links: { secret: 'a-secret-of-the-tests-that-is-long-enough', publicUrl: 'https://recover.example' },
    defaultFrom: 'Shop <shop@example.com>',
    consistentAsOf: async () => clock,
    now: () => clock,
  };
  let wanted = {
    storeId,
    recoveryId,
    ruleId: 'touch-1',
    template: 't',
    knownActivityAt: cart.lastActivityAt.getTime(),
  };

  /** As Temporal retries: at once, or when the failure says so, until there is an outcome. */
  async function send(attemptsMax = 5): Promise<SendOutcome | 'still trying'> {
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      try {
        return await sendMessage(deps, { ...wanted, channel }, new AbortController().signal);
      } catch (error) {
        if (!(error instanceof RetryLaterError)) throw error;
        clock += (error.retryAfterMs ?? 0) + 1;
      }
    }
    return 'still trying';
  }
  return {
    vendor,
    shop,
    /** What is said of the platform's and the stores' flags. */
    switches,
    customerId,
    send,
    /** As after a restart with other settings; `bothVendors` are the accounts of Resend and Twilio. */
    configure: (env: Readonly<Record<string, string>>) => {
      deps = { ...deps, providers: configured(env) };
    },
    bothVendors,
    /** So many messages of an account at once. */
    limit: (places: SendPlaces) => {
      deps = { ...deps, places };
    },
    pick: (providers: ProviderPicks) =>
      shop.write((tx) => tx.update(stores).set({ providers }).where(eq(stores.id, storeId))),
    sendWith: (renderer: SendDeps['renderer'], template: string) => {
      deps = { ...deps, renderer };
      wanted = { ...wanted, template };
    },
    askShops: (askCatalog: AskCatalog) => {
      deps = { ...deps, askCatalog };
    },
    /** As after a restore. */
    lose: (...lost: readonly LostWindow[]) => {
      deps = { ...deps, lost };
    },
    /** What a store's own loop does with messages that fall back. */
    deps: () => deps,
    inOutbox: () => shop.write((tx) => tx.select().from(sandboxMessages)),
    wait: (milliseconds: number) => {
      clock += milliseconds;
    },
    now: () => clock,
    providers: () => deps.providers,
    setUp: (provider: string, of: Partial<typeof senderAccounts.$inferInsert>) =>
      withEngine(systemOfRecord, (tx) =>
        tx
          .insert(senderAccounts)
          .values({ channel, provider, ...of })
          .onConflictDoUpdate({ target: [senderAccounts.channel, senderAccounts.provider], set: of }),
      ),
    account: async (provider: string) =>
      (await withEngine(systemOfRecord, (tx) => tx.select().from(senderAccounts))).find(
        (row) => row.channel === channel && row.provider === provider,
      ),
    touchCart: (change: Partial<typeof carts.$inferInsert>) =>
      shop.write((tx) => tx.update(carts).set(change).where(eq(carts.id, cart.id))),
    decisions: () => shop.write((tx) => tx.select().from(decisions)),
    giveUp: () => giveUpMessage(systemOfRecord, { ...wanted, cartId: cart.id, channel }),
    message: async () => (await shop.write((tx) => tx.select().from(messages).where(eq(messages.storeId, storeId))))[0],
    reasons: async () => (await shop.write((tx) => tx.select().from(decisions))).map(({ reason }) => reason),
  };
}

function vendorsAt(url: string): Readonly<Record<string, string>> {
  return {
    ...{ RESEND_API_KEY: 're_test', RESEND_BASE_URL: url, SENDGRID_API_KEY: 'SG.test', SENDGRID_BASE_URL: url },
    ...{ TWILIO_ACCOUNT_SID: 'AC0', TWILIO_AUTH_TOKEN: 'token', TWILIO_FROM: '+15005550006', TWILIO_BASE_URL: url },
    ...{ TWILIO_WHATSAPP_FROM: '+15005550007', TWILIO_RCS_SERVICE: 'MG00000000000000000000000000000001' },
  };
}

/** What a message says is the renderer's business; here only where it goes matters. */
function contentOf(channel: Channel, to: string) {
  if (channel === 'email') return { channel, to, from: 'a@b.c', subject: 's', html: 'h', text: 't', headers: {} };
  return channel === 'sms' ? { channel, to, text: 't' } : { channel, to, title: 't', body: 'b', url: 'https://a.b' };
}
