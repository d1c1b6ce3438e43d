/** What a column says of a person. */
export const personalKinds = [
  /** Reaches or names them by itself: an e-mail address, a telephone number, a name. */
  'direct',
  /** Means somebody only with another table of ours: ids of customers, carts and messages. */
  'pseudonym',
  /** Of an address, with a key or without: says whether an address that somebody has is meant. */
  'hash',
  /** What they did, bought, saw or answered. */
  'behaviour',
  /** Where they are, and what hour it is there. */
  'place',
  /** Text or content that may hold anything of a person, such as a message's body. */
  'words',
  /** Opens something: a password's hash, a sealed key, a token's hash. */
  'credential',
] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** Whose data a table holds, why, and until when: what a record of processing asks for (GDPR, article 30). */
export interface TableData {
  /** `shopper`: a customer of a store. `member`: somebody who works with the dashboard. */
  readonly of: 'shopper' | 'member' | 'store' | 'installation';
  readonly why: string;
  /** When it goes by itself. */
  readonly kept: string;
  /** Every column that says something of a person, beside the keys that only tell rows apart. */
  readonly personal?: Readonly<Record<string, PersonalKind>>;
}
export type DataOfTables = Readonly<Record<string, TableData>>;

/** What has no end of its own. */
export const withTheStore = 'with its store';
export const withTheInstallation = 'with the installation';
