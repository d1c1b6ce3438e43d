import type { Provider } from '../channels/provider.ts';
import type { ProviderUnit } from '../channels/provider-unit.ts';
import { providerUnits } from '../channels/registry.ts';

/**
 * How one vendor speaks, for `recording-provider.ts`: stands beside the unit in `channels/<channel>/<name>.imitation.ts`. Vendors
 * like to repeat the address in their sentences, so `sentenceAbout` belongs into every refusal: none of it may reach a result.
 */
export interface ImitatedVendor {
  /** The unit's provider against the imitation; it must give up after `timeoutMs`. */
  open(vendor: { readonly baseUrl: string; readonly timeoutMs: number }): Provider;
  /** Whom the shared tests write to, where the vendor's addresses have a form of their own. */
  readonly address?: string;
  /** Reads one send; undefined for everything else. */
  readSend(request: RecordedRequest): Send | undefined;
  /** The vendor's id of the message that it took after `count` others. */
  newId(count: number): string;
  success(message: AcceptedMessage): VendorSays;
  failure(send: Send, status: FailureStatus): VendorSays;
  /** The vendor's documented refusal of a message; `code` picks one of its own. */
  refusal(send: Send, code?: string): VendorSays;
  /** Answers another request than a send, such as a look-up. */
  answer?(request: RecordedRequest, accepted: readonly AcceptedMessage[]): VendorSays | undefined;
}

/** What went wrong, in the words of HTTP; the vendor's own status may be another. */
export type FailureStatus = 401 | 429 | 502 | 503;

export interface VendorSays {
  readonly status: number;
  /** Goes out as JSON; a text as it is. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** The body as it came, for a vendor whose body is no text. */
  readonly bytes: Buffer;
}

export interface Send {
  readonly to: string;
  /** Idempotency key, or the message id that travels in the payload; null where the vendor sees none. */
  readonly key: string | null;
  readonly text: string;
  /** Whether the vendor takes a message once under its key. */
  readonly idempotent: boolean;
}

/** One message that the vendor truly took: the oracle for "never twice" and "none lost". */
export interface AcceptedMessage extends Omit<Send, 'idempotent'> {
  /** Name of the provider. */
  readonly vendor: string;
  readonly id: string;
  readonly at: number;
  /** It arrived, and the vendor says so when it is asked. */
  readonly delivered?: true;
}

/**
 * Every vendor of the registry that speaks HTTP, by its provider's name; a provider without settings calls nobody, and one that
 * speaks something else brings a server (`loadServers`).
 */
export async function loadImitations(): Promise<ReadonlyMap<string, ImitatedVendor>> {
  const units = providerUnits.filter(callsVendor);
  const loaded = await Promise.all(units.map(async (unit) => [unit.name, await load(unit)] as const));
  return new Map(loaded.flatMap(([name, vendor]) => (vendor ? [[name, vendor] as const] : [])));
}

export function callsVendor({ settings }: ProviderUnit): boolean {
  return Object.keys(settings).length > 0;
}

async function load({ channel, name }: ProviderUnit): Promise<ImitatedVendor | undefined> {
  const module: { imitation?: ImitatedVendor } = await import(`../channels/${channel}/${name}.imitation.ts`);
  return module.imitation;
}

export function sentenceAbout({ to }: Send): string {
  return `something is wrong with ${to}`;
}

export function hexId(count: number): string {
  return (count + 1).toString(16).padStart(32, '0');
}
