import { createInstallationKeys, type InstallationKeys } from '../installation-keys.ts';
import {
  dropEnded,
  formatKeyRing,
  isBelieved,
  type KeyRing,
  mergeKeyRings,
  newKey,
  parseKeyRing,
  signingKey,
  type TurnOptions,
  turnKeyRing,
} from '../key-ring.ts';
import { type SecretSource, SecretSourceError, type StoredSecrets } from './secret-source.ts';
import { describeSecret, type SecretState } from './secret-state.ts';

/** Secrets with keys of which several are believed at once. They are read again while the process runs. */
export const ringNames = ['LINK_SECRET', 'ADMIN_API_KEY', 'METRICS_TOKEN'] as const;
export type RingName = (typeof ringNames)[number];

/** What `turn` gives a new key: of the embedded PostgreSQL it is taken in when that is started. */
export const turnableNames = [...ringNames, 'POSTGRES_PASSWORD'] as const;
export type TurnableName = (typeof turnableNames)[number];

/** Others that take effect in a running process: the connections to PostgreSQL are made anew. */
export const liveNames: ReadonlySet<string> = new Set([...ringNames, 'POSTGRES_URL', 'POSTGRES_ENGINE_URL']);

/** How the place that secrets come from answers. While it does not, the process goes on with what it holds. */
export interface SourceState {
  readonly ok: boolean;
  /** Since when it is so; epoch milliseconds. */
  readonly sinceMs: number;
  /** A code, or the name of a secret that was read and is no good; null: nothing is wrong. */
  readonly error: string | null;
}

/** The secrets of a running process. */
export interface Secrets {
  /** What signs links and tokens, and seals. */
  readonly keys: InstallationKeys;
  /** The key of the operator that every process knows. Throws `SecretSourceError` where there is none. */
  operatorKey(): string;
  /** Keys that may do everything, newest first. */
  operatorKeys(): readonly string[];
  /** Tokens that open /metrics, newest first. */
  metricsTokens(): readonly string[];
  /** Of the embedded PostgreSQL, newest first: it may have been turned while that did not run. */
  postgresPasswords(): readonly string[];
  /** The text of a secret as it was read last. */
  text(name: string): string | undefined;
  /** Told of the names of secrets that were read anew and differ. */
  onChange(listener: (names: ReadonlySet<string>) => void): void;
  /** Reads all again; what is no good is not taken. Never rejects: `source` tells. */
  reread(): Promise<SourceState>;
  source(): SourceState;
  /** Every secret by name, never a value. */
  describe(): Promise<readonly SecretState[]>;
  /** A login that ends was taken for the address in a setting. */
  noteLease(name: string, lease: Lease): void;
  /** Gives a secret with a ring a new key. False: whoever owns it turns it. Throws `SecretSourceError`. */
  turn(name: TurnableName, options?: Partial<TurnOptions>): Promise<boolean>;
  /** Whether `put` may change a secret: it is kept where the engine may write. */
  canPut(name: string): boolean;
  /** Keeps another text of a secret that has no ring. False: whoever owns it changes it. Throws `SecretSourceError`. */
  put(name: string, text: string): Promise<boolean>;
  /** Forgets the installation's keys that ended before a moment and sealed nothing that `sealing` still names. */
  forgetKeys(endedBeforeMs: number, sealing: ReadonlySet<string>): Promise<boolean>;
}

/** In epoch milliseconds. */
export interface Lease {
  readonly takenMs: number;
  readonly endsMs: number;
}

export interface LiveSecretsOptions {
  /** Those that can change while the process runs, the one whose text wins last. */
  readonly sources: readonly SecretSource[];
  /** What the sources held when the process was configured. */
  readonly stored: StoredSecrets;
  readonly now?: () => number;
}

/** Keeps secrets that were read at the start, and takes in what changes. Throws `SecretSourceError` where a ring is none. */
export function createLiveSecrets({ sources, stored, now = Date.now }: LiveSecretsOptions): Secrets {
  let current = new Map(stored);
  const rings = new Map<RingName, KeyRing>();
  const leases = new Map<string, Lease>();
  const listeners: ((names: ReadonlySet<string>) => void)[] = [];
  let source: SourceState = { ok: true, sinceMs: now(), error: null };

  for (const name of ringNames) {
    const text = current.get(name)?.text;
    if (text === undefined) continue;
    const ring = parseKeyRing(text);
    if (ring === null) throw new SecretSourceError('invalid', `${name} looks like a ring of keys, and is none`);
    rings.set(name, ring);
  }
  const believed = (name: RingName): readonly string[] =>
    (rings.get(name) ?? []).filter((key) => isBelieved(key, now())).map(({ secret }) => secret);

  /** What is good of what was read; a secret that is gone or spoilt stays as it was. */
  function takeIn(read: StoredSecrets): string | null {
    const changed = new Set<string>();
    let spoilt: string | null = null;
    for (const name of current.keys()) if (!read.has(name)) spoilt = name;
    for (const [name, secret] of read) {
      const before = current.get(name);
      if (before?.text === secret.text) continue;
      if (isRingName(name)) {
        const ring = parseKeyRing(secret.text);
        if (ring === null) {
          spoilt = name;
          continue;
        }
        rings.set(name, mergeKeyRings(rings.get(name), ring, now()));
      }
      current = new Map(current).set(name, secret);
      changed.add(name);
    }
    if (changed.size > 0) for (const tell of listeners) tell(changed);
    return spoilt === null ? null : `invalid:${spoilt}`;
  }

  async function reread(): Promise<SourceState> {
    const error = await readAll(sources).then(takeIn, codeOf);
    if ((error === null) !== source.ok || error !== source.error)
      source = { ok: error === null, sinceMs: now(), error };
    return source;
  }

  /** By the source that the secret came from: one that another source gives would stay as it is. */
  async function change(name: TurnableName, turn: (ring: KeyRing) => KeyRing | null): Promise<boolean> {
    const done = await ownerOf(name)?.change?.(name, (text) => {
      const ring = text === undefined ? null : parseKeyRing(text);
      const turned = ring && turn(ring);
      return turned && formatKeyRing(turned);
    });
    await reread();
    return done ?? false;
  }

  function ownerOf(name: string): SecretSource | undefined {
    return sources.find(({ provider }) => provider === current.get(name)?.provider);
  }

  return {
    keys: createInstallationKeys(() => {
      const ring = rings.get('LINK_SECRET');
      if (!ring) throw new SecretSourceError('invalid', 'this process was started without LINK_SECRET');
      return ring;
    }, now),
    operatorKey() {
      const ring = rings.get('ADMIN_API_KEY');
      if (!ring) throw new SecretSourceError('invalid', 'there is no ADMIN_API_KEY');
      return (signingKey(ring, now()) ?? ring[0]).secret;
    },
    operatorKeys: () => believed('ADMIN_API_KEY'),
    metricsTokens: () => believed('METRICS_TOKEN'),
    postgresPasswords() {
      const text = current.get('POSTGRES_PASSWORD')?.text;
      return (text === undefined ? null : parseKeyRing(text))?.map(({ secret }) => secret) ?? [];
    },
    text: (name) => current.get(name)?.text,
    onChange: (listener) => void listeners.push(listener),
    reread,
    source: () => source,
    noteLease: (name, lease) => void leases.set(name, lease),
    describe: () =>
      Promise.all(
        [...current].map(([name, secret]) =>
          describeSecret({
            ...{ name, secret, ring: isRingName(name) ? rings.get(name) : undefined, nowMs: now() },
            lease: leases.get(name),
            canTurn: isTurnable(name) && ownerOf(name)?.change != null,
            awaitsRestart: !liveNames.has(name) && stored.get(name)?.text !== secret.text,
          }),
        ),
      ),
    turn: (name, options = {}) =>
      change(name, (ring) =>
        // What seals nothing is worth nothing once it ended.
        turnKeyRing(name === 'LINK_SECRET' ? ring : dropEnded(ring, now(), new Set()), {
          ...{ secret: freshKey(name), nowMs: now(), ...options },
          // It signs nothing, and no process but its own reads it.
          ...(isRingName(name) ? {} : { publishMs: 0 }),
        }),
      ),
    canPut: (name) => ownerOf(name)?.change != null,
    async put(name, text) {
      const done = await ownerOf(name)?.change?.(name, () => text);
      await reread();
      return done ?? false;
    },
    forgetKeys: (endedBeforeMs, sealing) =>
      change('LINK_SECRET', (ring) => {
        const left = dropEnded(ring, endedBeforeMs, sealing);
        return left.length === ring.length ? null : left;
      }),
  };
}

/** Of all sources, the last to name a secret wins. */
export async function readAll(sources: readonly SecretSource[]): Promise<StoredSecrets> {
  const read = await Promise.all(sources.map((source) => source.read()));
  return new Map(read.flatMap((secrets) => [...secrets]));
}

export function isTurnable(name: string): name is TurnableName {
  return turnableNames.some((known) => known === name);
}

export function isRingName(name: string): name is RingName {
  return ringNames.some((known) => known === name);
}

/** Operators tell their key by how it begins. */
export function freshKey(name: TurnableName): string {
  return name === 'ADMIN_API_KEY' ? `admin_${newKey()}` : newKey();
}

function codeOf(error: unknown): string {
  return error instanceof SecretSourceError ? error.code : 'failed';
}
