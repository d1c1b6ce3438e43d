import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { attemptKinds } from '../../../domain/attempts.ts';
import type { Challenge } from '../../../domain/challenge.ts';
import { memberRoles } from '../../../domain/permission.ts';
import { sessionEnds, signInWays } from '../../../domain/session.ts';
import { bytes, moment, storeIdColumn } from './columns.ts';
import { appRole, storeIsolation } from './store-isolation.ts';

/** Persons who sign in. They belong to the installation; what they may do in a store says their membership. */
export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey(),
    /** In lower case. */
    email: text().notNull().unique(),
    name: text().notNull(),
    /** BCP 47: the language of the dashboard. */
    locale: text().notNull().default('en'),
    /** argon2id; null for somebody who signs in elsewhere only. */
    passwordHash: text('password_hash'),
    /** Stands in every access token; raised by what has to end all of them at once. */
    generation: integer().notNull().default(1),
    /** May do everything in the installation. */
    admin: boolean().notNull().default(false),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    deactivatedAt: moment('deactivated_at'),
  },
  () => [
    // Inside a store its team shows, by columns that the rights name, and nobody else.
    pgPolicy('team_of_store', {
      for: 'select',
      to: appRole,
      using: sql`EXISTS (SELECT FROM memberships WHERE memberships.user_id = users.id)`,
    }),
  ],
);

/** Who may do what in which store. */
export const memberships = pgTable(
  'memberships',
  {
    storeId: storeIdColumn(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    role: text({ enum: memberRoles }).notNull(),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.userId] }),
    index('memberships_by_user').on(t.userId),
    ...storeIsolation(t.storeId),
  ],
);

/** A place in a team that waits for the person with this address. */
export const invitations = pgTable(
  'invitations',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    email: text().notNull(),
    role: text({ enum: memberRoles }).notNull(),
    /** Who invites; null: the operator. */
    inviterId: uuid('inviter_id').references(() => users.id),
    /** SHA-256 of the token in the link, hex. */
    tokenHash: text('token_hash').notNull().unique(),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    expiresAt: moment('expires_at').notNull(),
    acceptedAt: moment('accepted_at'),
    withdrawnAt: moment('withdrawn_at'),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] }), ...storeIsolation(t.storeId)],
);

/** One sign-in on one device, from there to its end: all refresh tokens of it are one family. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    /** Browser and system in coarse words, for the person to recognise it by. */
    agent: text().notNull(),
    /** By what it began: an identity provider stands for the second factor. */
    signedInBy: text('signed_in_by', { enum: signInWays }).notNull().default('password'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    lastSeenAt: moment('last_seen_at').notNull().default(sql`now()`),
    endedAt: moment('ended_at'),
    endReason: text('end_reason', { enum: sessionEnds }),
  },
  (t) => [index('sessions_by_user').on(t.userId, t.id)],
);

/** Refresh tokens: each is replaced by the next of its session. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    /** SHA-256, hex: tokens are 256 bits, so a slow hash would add nothing. */
    tokenHash: text('token_hash').primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    expiresAt: moment('expires_at').notNull(),
    replacedAt: moment('replaced_at'),
    successorHash: text('successor_hash'),
  },
  (t) => [index('refresh_tokens_by_session').on(t.sessionId), index('refresh_tokens_by_expiry').on(t.expiresAt)],
);

/** Links for one use, which whoever runs the installation hands out: to set up the first account, or a new password. */
export const accountLinks = pgTable('account_links', {
  tokenHash: text('token_hash').primaryKey(),
  /** Whose password it sets; null: it makes an admin. */
  userId: uuid('user_id').references(() => users.id),
  createdAt: moment('created_at').notNull().default(sql`now()`),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
});

/** New passwords that somebody asked for by an address: first a mail that waits, then a link for one use. */
export const passwordResets = pgTable(
  'password_resets',
  {
    id: uuid().primaryKey(),
    /** As somebody gave it; null once the mail went out, or nobody has an account by it. */
    email: text(),
    /** Null until it was looked for: whoever asks is not told whether there is one. */
    userId: uuid('user_id').references(() => users.id),
    /** Of the account when the link was made: whatever ends its sessions ends the link too. */
    generation: integer(),
    /** SHA-256 of the token in the link, hex. */
    tokenHash: text('token_hash').unique(),
    attempts: integer().notNull().default(0),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    /** When the mail is tried next. */
    dueAt: moment('due_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (t) => [
    index('password_resets_due').on(t.dueAt).where(sql`${t.email} IS NOT NULL`),
    index('password_resets_by_expiry').on(t.expiresAt),
  ],
);

/** What was tried in vain of late, by what it was tried on. */
export const attempts = pgTable(
  'attempts',
  {
    kind: text({ enum: attemptKinds }).notNull(),
    /** A hash where it could name a person. */
    subject: text().notNull(),
    failures: integer().notNull(),
    since: moment('since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.subject] }), index('attempts_by_age').on(t.since)],
);

/** Codes of an authenticator app. */
export const totpFactors = pgTable('totp_factors', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id),
  /** Sealed for this row. */
  secret: text().notNull(),
  createdAt: moment('created_at').notNull().default(sql`now()`),
  /** Null until a first code proved that the app has the secret. */
  confirmedAt: moment('confirmed_at'),
  /** The step of the last code that was accepted: only later ones are. */
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
});

/** Keys of a device or a security key (WebAuthn). */
export const passkeys = pgTable(
  'passkeys',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    name: text().notNull(),
    /** Base64url, as browsers write it. */
    credentialId: text('credential_id').notNull().unique(),
    publicKey: bytes('public_key').notNull(),
    /** Kept to be looked at: many keys never raise it, so it refuses nobody. */
    counter: bigint({ mode: 'number' }).notNull(),
    transports: text().array().notNull(),
    /** The host name under which it was made, and the only one under which it works. */
    rpId: text('rp_id').notNull(),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    lastUsedAt: moment('last_used_at'),
  },
  (t) => [index('passkeys_by_user').on(t.userId)],
);

/** What an identity provider calls a person: the pair of both names, never an address. */
export const oidcIdentities = pgTable(
  'oidc_identities',
  {
    id: uuid().primaryKey(),
    issuer: text().notNull(),
    subject: text().notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    uniqueIndex('oidc_identities_by_name').on(t.issuer, t.subject),
    index('oidc_identities_by_user').on(t.userId),
  ],
);

/** A step of signing in or enrolling that has to be answered soon: a second factor, a passkey, an identity provider. */
export const challenges = pgTable(
  'challenges',
  {
    /** SHA-256 of the name that the browser holds, hex. */
    tokenHash: text('token_hash').primaryKey(),
    /** Null while nobody is known: at an identity provider. */
    userId: uuid('user_id').references(() => users.id),
    /** Its kind and what has to be compared later. */
    content: jsonb().$type<Challenge>().notNull(),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [index('challenges_by_expiry').on(t.expiresAt)],
);
