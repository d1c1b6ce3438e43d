import { type DataOfTables, type TableData, withTheInstallation, withTheStore } from './table-data.ts';

const store = (why: string, more: Partial<TableData> = {}): TableData => ({
  of: 'store',
  why,
  kept: withTheStore,
  ...more,
});
const installation = (why: string, more: Partial<TableData> = {}): TableData => ({
  of: 'installation',
  why,
  kept: withTheInstallation,
  ...more,
});
/** Who did it, beside what was done. */
const byWhom = { personal: { actor_id: 'pseudonym' } } as const;

/** What is held of stores themselves, and of the installation: settings, campaigns, models, positions. */
export const storeData: DataOfTables = {
  stores: store('to know how a store wants to be served', {
    personal: { sender_name: 'words', postal_address: 'place', reply_mailbox: 'direct' },
  }),
  store_looks: store('to show a store by its own name and colour'),
  api_keys: store("to let a store's systems in", { personal: { key_hash: 'credential', maker_id: 'pseudonym' } }),
  snippets: store("to take events from a shop's pages"),
  integrations: store('to talk to a shop platform', { personal: { secrets: 'credential', api_token: 'credential' } }),
  reconciliations: store('to know what was missed and found again'),
  webhook_endpoints: store("to tell a store's systems what happened", { personal: { secrets: 'credential' } }),
  campaigns: store('to run campaigns'),
  campaign_versions: store('to run campaigns, and to tell who changed them', byWhom),
  campaign_drafts: store('to go on with a draft', byWhom),
  templates: store('to write messages'),
  template_versions: store('to write messages, and to tell who changed them', byWhom),
  content_templates: store('to use the templates that a carrier let through'),
  draft_settings: store('to have texts drafted', { personal: { api_key: 'credential' } }),
  catalog_settings: store('to ask a shop for stock and prices', { personal: { secret: 'credential' } }),
  phone_settings: store('to send phone messages'),
  offers: store('to give discounts', { personal: { mint_secret: 'credential' } }),
  split_shares: store('to give each arm its share'),
  split_winners: store('to let the better arm win', byWhom),
  policies: store('to decide whom a message helps', byWhom),
  message_rates: store('to judge bounces and complaints'),
  channel_pauses: store('to stop what harms a reputation'),
  flags: store('to switch something on and off while the engine runs', byWhom),
  flag_changes: store('to tell who switched what', byWhom),
  usage: store('to bill what was used'),
  usage_marks: store('to count each unit once'),
  price_versions: store('to bill what was used', byWhom),
  usage_periods: store('to bill each month once'),
  usage_sent: store('to bill each unit once'),
  store_plans: store('to know what a plan includes', byWhom),
  quota_alerts: store('to tell once that a plan is nearly used up'),
  event_flows: store('to notice that events stay away'),
  repair_rules: store('to repair what fails alike', {
    personal: { approved_by: 'pseudonym', withdrawn_by: 'pseudonym' },
  }),
  model_versions: store('to predict'),
  served_models: store('to know which model answers'),
  model_moves: store('to tell which model answered when', byWhom),
  rollouts: store('to let a new model in by steps', byWhom),
  rollout_looks: store('to tell why a rollout went on'),
  training_runs: store('to train models', byWhom),
  drift_checks: store('to notice that a model is out of date', { kept: '400 days' }),
  feature_checks: store('to notice that models learn what was not served'),
  domain_pauses: installation('to stop what harms the reputation of a domain'),
  sender_accounts: installation('to know how the accounts of providers do'),
  registry_compatibility: installation('to keep schemas compatible'),
  registry_schemas: installation('to keep the schemas of topics'),
  registry_versions: installation('to keep the schemas of topics'),
  consumer_offsets: installation('to go on where the pipeline was'),
  topic_relays: installation('to let one process at a time tell the topics'),
};
