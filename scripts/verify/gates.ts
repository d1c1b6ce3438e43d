/** One check: a name, the command that fails when something is wrong, and what to do about it. */
export interface Gate {
  readonly name: string;
  /** Program and arguments, found in `node_modules/.bin` first. */
  readonly command: readonly [string, ...string[]];
  /** Shown under the output of a failed gate. */
  readonly remedy: string;
}

/** Folders with code whose import directions are checked; the ones that do not exist are left out by the runner. */
export const codeFolders = [
  'domain',
  'events',
  'platforms',
  'workflows',
  'activities',
  'channels',
  'ml',
  'repair',
  'services',
  'db',
  'api',
  'workers',
  'runtime',
  'storefront',
  'web/src',
  'demo',
  'scripts',
  'tools',
  'test',
] as const;

function ownCheck(file: string): readonly [string, ...string[]] {
  return ['node', `scripts/verify/${file}`];
}

/** Everything that must be right before a change is handed over; none of it needs a store. The slowest comes first. */
export function gatesFor(folders: readonly string[]): readonly Gate[] {
  return [
    {
      name: 'types',
      command: ['tsc', '--project', '.', '--incremental', '--tsBuildInfoFile', '.cache/verify/tsc.tsbuildinfo'],
      remedy: 'Repair the types; a needed cast sits in one named function with its reason.',
    },
    {
      name: 'how to add',
      command: ownCheck('recipes.ts'),
      remedy: 'Say in "How to add" of README.md what is true now, and follow it in scripts/verify/recipes/.',
    },
    {
      name: 'types of the storefront',
      command: ['tsc', '--project', 'storefront'],
      remedy: 'Scripts for browsers know the DOM and nothing of Node.',
    },
    {
      name: 'types of the dashboard',
      command: ['tsc', '--project', 'web', '--incremental', '--tsBuildInfoFile', '.cache/verify/web.tsbuildinfo'],
      remedy: 'A route that changed changes the client: npm run web:schema.',
    },
    {
      name: 'client of the dashboard',
      command: ['node', 'web/scripts/schema.ts', '--check'],
      remedy: 'npm run web:schema',
    },
    {
      name: 'size of the dashboard',
      command: ownCheck('dashboard-size.ts'),
      remedy: 'Load what the first page does not show with lazyRouteComponent or import().',
    },
    {
      name: 'size of the snippet',
      command: ownCheck('snippet-size.ts'),
      remedy: 'Let the server do it, or say it shorter: every page of every shop loads this.',
    },
    {
      name: 'import directions',
      command: ['depcruise', '--config', '.dependency-cruiser.mjs', '--output-type', 'err-long', ...folders],
      remedy: 'Each rule above says what to do instead.',
    },
    {
      name: 'circles of types',
      command: ['depcruise', '--config', '.dependency-cruiser.circles.mjs', '--output-type', 'err-long', ...folders],
      remedy: 'Give the type that both need a file of its own, named after its noun.',
    },
    {
      name: 'order of services',
      command: ownCheck('services-graph.ts'),
      remedy: 'Move what both need down, or let the wing above call.',
    },
    {
      name: 'format and lint',
      command: ['biome', 'check', '--error-on-warnings', '--max-diagnostics=50', '--colors=off'],
      remedy: 'npm run format repairs the format and the order of imports.',
    },
    {
      name: 'regular expressions',
      command: ownCheck('regular-expressions.ts'),
      remedy: 'Say it so that no part of the text is looked at again and again, or without an expression.',
    },
    {
      name: 'dead code',
      command: ['knip', '--no-progress'],
      remedy: 'Remove what nobody uses, or stop exporting it.',
    },
    {
      name: 'migrations',
      command: ownCheck('migrations.ts'),
      remedy: 'npm run db:generate -- --name <what-changes>',
    },
    {
      name: 'references in documents',
      command: ownCheck('documents.ts'),
      remedy: 'Name what exists: paths, npm scripts, environment variables, headings.',
    },
    {
      name: 'generated documents',
      command: ['node', 'scripts/docs/configuration.ts', '--check'],
      remedy: 'npm run docs:configuration',
    },
    {
      name: 'generated tables of permissions',
      command: ['node', 'scripts/docs/permissions.ts', '--check'],
      remedy: 'node scripts/docs/permissions.ts',
    },
    {
      name: 'generated map of data',
      command: ['node', 'scripts/docs/data-map.ts', '--check'],
      remedy: 'node scripts/docs/data-map.ts',
    },
    { name: 'words', command: ownCheck('words.ts'), remedy: 'Say it without the place where it was written.' },
    {
      name: 'lock file',
      command: ownCheck('lock-file.ts'),
      remedy: 'npm install in the root writes it as .npmrc says: exact versions, no registry addresses.',
    },
    {
      name: 'dependencies',
      command: ownCheck('dependencies.ts'),
      remedy:
        'Take another package, or look at its terms and its script and say in scripts/verify/dependencies/ what you found.',
    },
    {
      name: 'schemas of topics',
      command: ownCheck('schemas.ts'),
      remedy: 'Put the change into a new version that may follow the released ones; docs/schemas.md says how.',
    },
    {
      name: 'production image',
      command: ownCheck('image.ts'),
      remedy: 'Load what the image has not only where it runs, or let .dockerignore keep it.',
    },
    {
      name: 'compose file',
      command: ownCheck('compose.ts'),
      remedy: 'Keep docker-compose.yml in step with docs/configuration.md.',
    },
  ];
}
