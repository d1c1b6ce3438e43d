/** What a data folder of ours holds; anything else in it is left alone, in case DATA_DIR names a wrong folder. */
export const ourFolders = [
  ...['postgres', 'valkey', 'clickhouse', 'temporal', 'logs', 'run', 'models', 'secrets.json'],
  // What follows from the rest, and the mark of a restore that was broken off.
  ...['workflows', 'flags.json', 'restoring'],
] as const;
