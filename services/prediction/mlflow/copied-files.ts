import type { StoredArtifact } from '../../../db/postgres/schema/index.ts';
import type { Manifest } from '../../../ml/manifest.ts';

/** Where the rows of parity lie in folders of before they were named in the manifest. */
const parityFile = 'parity-rows.json';

export const storedNames: readonly StoredArtifact['name'][] = ['model', 'trees', 'parity'];

/** What a folder of a trainer calls a file of a version. */
export function fileNameOf({ artifacts }: Pick<Manifest, 'artifacts'>, name: StoredArtifact['name']): string {
  return artifacts[name]?.file ?? parityFile;
}

/** The kept files of a version by the names that its manifest has for them. */
export function filesOf(
  manifest: Pick<Manifest, 'artifacts'>,
  kept: readonly StoredArtifact[],
): readonly { readonly file: string; readonly sha256: string }[] {
  return kept.map(({ name, sha256 }) => ({ file: fileNameOf(manifest, name), sha256 }));
}

/** The tag by which a version is found that has a file of some hash. */
export function hashTag(name: StoredArtifact['name']): string {
  return `cart_recovery_${name}_sha256`;
}
