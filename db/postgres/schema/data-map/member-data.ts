import { type DataOfTables, type TableData, withTheInstallation, withTheStore } from './table-data.ts';

const member = (why: string, personal: TableData['personal'], kept: string = withTheInstallation): TableData => ({
  of: 'member',
  why,
  kept,
  personal,
});

/** What is held of the people who work with the dashboard. */
export const memberData: DataOfTables = {
  users: member('to let people sign in', {
    email: 'direct',
    name: 'direct',
    locale: 'place',
    password_hash: 'credential',
  }),
  memberships: member('to know who may do what in a store', { user_id: 'pseudonym', role: 'behaviour' }, withTheStore),
  invitations: member(
    'to let somebody join a store',
    { email: 'direct', inviter_id: 'pseudonym', token_hash: 'credential' },
    withTheStore,
  ),
  account_links: member(
    'to set a password by a link',
    { user_id: 'pseudonym', token_hash: 'credential' },
    'until it ends',
  ),
  password_resets: member(
    'to set a new password',
    { email: 'direct', user_id: 'pseudonym', token_hash: 'credential' },
    'until it ends',
  ),
  challenges: member(
    'to sign in in two steps',
    { user_id: 'pseudonym', token_hash: 'credential', content: 'credential' },
    'until it ends',
  ),
  attempts: member('to slow down whoever guesses', { subject: 'hash' }, 'a day'),
  oidc_identities: member('to sign in by another service', { subject: 'pseudonym', user_id: 'pseudonym' }),
  passkeys: member('to sign in without a password', {
    user_id: 'pseudonym',
    name: 'words',
    credential_id: 'credential',
    last_used_at: 'behaviour',
  }),
  totp_factors: member('to ask for a second factor', { user_id: 'pseudonym', secret: 'credential' }),
  sessions: member(
    'to know who is signed in, and where',
    { user_id: 'pseudonym', agent: 'behaviour', last_seen_at: 'behaviour' },
    '90 days after they were last seen',
  ),
  refresh_tokens: member(
    'to stay signed in',
    { token_hash: 'credential', successor_hash: 'credential' },
    'until it ends',
  ),
  audit_log: member('to tell who changed what', {
    actor_id: 'pseudonym',
    subject_id: 'pseudonym',
    change: 'words',
  }),
  repair_log: member('to tell who repaired what', { actor: 'pseudonym' }, withTheStore),
  saved_views: member('to find a view again', { created_by: 'pseudonym', name: 'words' }, withTheStore),
  scheduled_reports: member(
    'to send reports to those who want them',
    { recipient_ids: 'pseudonym', webhook_secret: 'credential' },
    withTheStore,
  ),
  report_runs: member('to send each report once', { user_id: 'pseudonym' }, withTheStore),
  report_deliveries: member('to send each report once', { user_id: 'pseudonym' }, withTheStore),
  test_messages: member('to try a message out', { actor_id: 'pseudonym' }, '30 days'),
  test_runs: member('to try a campaign out', { user_id: 'pseudonym' }, '30 days'),
};
