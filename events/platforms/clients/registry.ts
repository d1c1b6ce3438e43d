import type { ApiAccess, PlatformClient } from './platform-client.ts';

export interface ClientOptions {
  /** ISO 4217; for platforms whose API names no currency. */
  readonly currency: string | null;
  /** Whether the API may be on this machine: for tests and for trying it out. */
  readonly allowLoopback: boolean;
}

export type CreateClient = (access: ApiAccess, options: ClientOptions) => PlatformClient;

/** Platforms whose own API can be asked, by name. */
export const clients: ReadonlyMap<string, CreateClient> = new Map<string, CreateClient>([]);
