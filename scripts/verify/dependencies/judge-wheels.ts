const pinned = /^[a-z0-9][a-z0-9._-]*==[\w.+]+$/i;
const hash = /^--hash=sha256:[0-9a-f]{64}$/;

/** Everything that speaks against a file of requirements: each package has one version and at least one hash. */
export function judgeWheels(text: string): readonly string[] {
  const entries = text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return entries.flatMap((entry) => {
    const [wanted = '', ...rest] = entry.split(' ').filter((word) => word !== '' && word !== ';');
    const hashes = rest.filter((word) => word.startsWith('--'));
    return [
      ...(pinned.test(wanted) ? [] : [`${wanted} is not one version of a package of the index`]),
      ...(hashes.length > 0 && hashes.every((word) => hash.test(word)) ? [] : [`${wanted} has no hash of its files`]),
    ];
  });
}
