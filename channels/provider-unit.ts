import type { z } from 'zod';
import type { Channel } from '../domain/channel.ts';
import type { SettingKind } from '../runtime/setting-kinds.ts';
import type { MessageOf, OutgoingMessage, Provider } from './provider.ts';
import type { ProviderCallback } from './provider-callback.ts';

/**
 * A provider with all that the engine has to know of it. The configuration, its documents, the choices of a channel and the
 * shared tests follow from the list of these in `registry.ts`.
 *
 * @example
 * export const pigeon = defineProvider({
 *   name: 'pigeon',
 *   channel: 'sms',
 *   title: 'Pigeon',
 *   settings: {
 *     apiKey: { env: 'PIGEON_API_KEY', ...optionalText(), about: 'API key.', example: 'p-1', secret: true, needed: true },
 *   },
 *   create: ({ apiKey }) => createPigeon(apiKey),
 * });
 */
export interface ProviderUnit<C extends Channel = Channel, S extends ProviderSettings = ProviderSettings> {
  /** As in the configuration, on every message and in the address of callbacks; once per channel. */
  readonly name: string;
  readonly channel: C;
  /** The vendor's name as people know it. */
  readonly title: string;
  readonly settings: S;
  /** Makes the provider; throws when a setting leads nowhere, such as a file that is not there. */
  create(settings: ProviderValues<S>, deps: ProviderDeps): Provider<MessageOf<C>>;
  /** How the vendor's reports are read; undefined where what verifies them is not set. */
  callback?(settings: ProviderValues<S>, deps: Pick<ProviderDeps, 'publicUrl'>): ProviderCallback | undefined;
}

/** One environment variable of a provider. */
export interface ProviderSetting<T extends z.ZodType = z.ZodType> extends SettingKind<T> {
  readonly env: string;
  readonly about: string;
  readonly example: string;
  /** Never printed. */
  readonly secret?: true;
  /** Without it there is no provider. */
  readonly needed?: true;
}
export type ProviderSettings = Readonly<Record<string, ProviderSetting>>;

export type ProviderValues<S extends ProviderSettings> = {
  readonly [K in keyof S]: S[K] extends { readonly needed: true }
    ? NonNullable<z.output<S[K]['schema']>>
    : z.output<S[K]['schema']>;
};

export interface ProviderDeps {
  readonly outbox: SandboxStore;
  /** Where the API is for vendors, without a slash at its end. */
  readonly publicUrl: string;
}

/** Where the outbox keeps what it took. Putting twice under one key keeps the first. */
export interface SandboxStore {
  put(
    message: OutgoingMessage,
    key: { readonly storeId: string; readonly idempotencyKey: string },
  ): Promise<{ readonly id: string }>;
}

/** A unit with its types; the list holds units of every kind. */
export function defineProvider<C extends Channel, const S extends ProviderSettings>(
  unit: ProviderUnit<C, S>,
): ProviderUnit<C, S> {
  return unit;
}

/** Where a vendor reports to; undefined for an address that vendors refuse or cannot reach: they ask for TLS. */
export function callbackUrl(publicUrl: string, name: string): string | undefined {
  return publicUrl.startsWith('https://') ? `${publicUrl}/v1/callbacks/${name}` : undefined;
}
