import { type SecretDue, secretDue } from '../../../domain/secret-due.ts';
import type { Secrets, SourceState } from '../../../runtime/secrets/live-secrets.ts';
import type { SecretState } from '../../../runtime/secrets/secret-state.ts';

export interface ListedSecret extends SecretState {
  readonly due: SecretDue;
}

export interface ListedSecrets {
  /** How the place that they come from answers. */
  readonly source: SourceState;
  /** By name. */
  readonly all: readonly ListedSecret[];
}

/** Every secret of the process that is asked, by name and with when it is due; never a value. */
export async function listSecrets(
  {
    secrets,
    secretsAgeMsMax,
  }: { readonly secrets: Pick<Secrets, 'describe' | 'source'>; readonly secretsAgeMsMax: number },
  nowMs: number,
): Promise<ListedSecrets> {
  const all = await secrets.describe();
  return {
    source: secrets.source(),
    all: all
      .map((secret) => ({ ...secret, due: secretDue(secret, secretsAgeMsMax, nowMs) }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  };
}
