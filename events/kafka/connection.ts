import type { BaseOptions } from '@platformatic/kafka';
import type { TlsOptions } from '../../runtime/identity/identity.ts';

export const saslMechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;

/** How to reach a Kafka cluster. */
export interface KafkaConnection {
  /** `host:port` of some brokers; the others are learned from them. */
  readonly brokers: readonly string[];
  /** Undefined: without encryption. */
  readonly tls?: TlsOptions | { readonly ca?: string; readonly cert?: string; readonly key?: string } | undefined;
  /** Undefined: without a login. */
  readonly sasl?:
    | { readonly mechanism: (typeof saslMechanisms)[number]; readonly username: string; readonly password: string }
    | undefined;
}

/** What connections are made with now: another value says that those of before are to be made anew. */
export function certificateOf({ tls }: KafkaConnection): unknown {
  return tls && 'secureContext' in tls ? tls.secureContext : undefined;
}

const connectTimeoutMs = 3_000;
const metadataAgeMsMax = 5_000;
const retryPauseMs = 200;

/** What all clients of the cluster share. `retries` of one request; each client says what it can bear. */
export function clientOptions(
  { brokers, tls, sasl }: KafkaConnection,
  { requestTimeoutMs, retries }: { readonly requestTimeoutMs: number; readonly retries: number },
): BaseOptions {
  return {
    clientId: 'cart-recovery',
    bootstrapBrokers: [...brokers],
    connectTimeout: connectTimeoutMs,
    requestTimeout: requestTimeoutMs,
    timeout: requestTimeoutMs,
    retries,
    retryDelay: retryPauseMs,
    metadataMaxAge: metadataAgeMsMax,
    // As it is: the client reads it for each connection that it makes.
    ...(tls && { tls }),
    ...(sasl && { sasl: { ...sasl } }),
  };
}
