import config from './.dependency-cruiser.mjs';

/**
 * The one rule that counts imports of types too: files that need each other's types are as hard to read alone as files that
 * need each other's code. A run of its own, because the other rules must not see types.
 */
/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: config.forbidden.filter(({ name }) => name === 'no-circular'),
  options: { ...config.options, tsPreCompilationDeps: true },
};
