/**
 * What a column of ids names. A row of the same store (`to`): it is written after that row, or with it, and no declared
 * foreign key watches over it (docs/adr/0024-references-are-a-list.md). With `early`, the row may come later or never.
 * Otherwise `of` says whose id it is, and no row of ours has it as its key.
 */
export type Reference =
  | { readonly to: string; readonly early?: true }
  | {
      readonly of:
        | 'shop'
        | 'device'
        | 'event'
        | 'outgoing event'
        | 'provider'
        | 'workflow'
        | 'actor'
        | 'audited subject'
        | 'campaign rule'
        | 'topic row'
        | 'authenticator'
        | 'account'
        /** A key of the installation's ring. */
        | 'installation key'
        /** A row of `model_versions` of the same store or of the platform. */
        | 'model version'
        /** A row of `training_runs` of the same scope. */
        | 'training run'
        /** A row of the rollouts of the same scope. */
        | 'rollout';
    };

const customer: Reference = { to: 'customers' };
const recovery: Reference = { to: 'recoveries' };
/** Made from the shop's own id, so it can be named before the cart has arrived. */
const cartOfAnyTime: Reference = { to: 'carts', early: true };
const cart: Reference = { to: 'carts' };

/** The store of every table but `stores` itself; the nil UUID in `idempotency_keys` stands for none. */
export const storeReference = { column: 'store_id', to: 'stores' } as const;

/** Every other column that names something and is no declared foreign key, as `<table>.<column>`. */
export const references: Readonly<Record<string, Reference>> = {
  'abandonments.cart_id': cart,
  'audit_log.actor_id': { of: 'actor' },
  'audit_log.subject_id': { of: 'audited subject' },
  'campaign_drafts.actor_id': { of: 'actor' },
  'campaign_drafts.campaign_id': { to: 'campaigns' },
  'campaign_exposures.campaign_id': { to: 'campaigns' },
  'campaign_exposures.customer_id': customer,
  'campaign_exposures.recovery_id': recovery,
  'campaign_versions.actor_id': { of: 'actor' },
  'campaign_versions.campaign_id': { to: 'campaigns' },
  'cart_aliases.cart_id': { of: 'shop' },
  'cart_quarantines.cart_id': cartOfAnyTime,
  'carts.active_recovery_id': recovery,
  'carts.anonymous_id': { of: 'device' },
  'carts.customer_id': customer,
  'carts.external_id': { of: 'shop' },
  'consent_log.customer_id': customer,
  'consent_log.event_id': { of: 'event' },
  'content_templates.content_sid': { of: 'provider' },
  'consents.customer_id': customer,
  'consents.event_id': { of: 'event' },
  'customer_merges.cause_event_id': { of: 'event' },
  'customer_merges.from_customer_id': customer,
  'customer_merges.into_customer_id': customer,
  'customers.external_id': { of: 'shop' },
  'customers.merged_into': customer,
  'dead_letters.event_id': { of: 'event' },
  'dead_letters.rule_id': { to: 'repair_rules' },
  'decisions.cart_id': cart,
  'decisions.recovery_id': recovery,
  'decisions.rule_id': { of: 'campaign rule' },
  'drift_checks.model_version_id': { of: 'model version' },
  'drift_checks.training_run_id': { of: 'training run' },
  'endpoint_deliveries.event_id': { of: 'outgoing event' },
  'erasure_tombstones.erasure_id': { to: 'erasures' },
  'erasure_tombstones.key_id': { of: 'installation key' },
  'erasures.actor_id': { of: 'actor' },
  'erasures.key_id': { of: 'installation key' },
  'erasures.privacy_request_id': { to: 'privacy_requests' },
  'flag_changes.actor_id': { of: 'actor' },
  'flags.actor_id': { of: 'actor' },
  'identities.customer_id': customer,
  'links.cart_id': cart,
  'links.customer_id': customer,
  'links.message_id': { to: 'messages' },
  'message_contents.message_id': { to: 'messages' },
  'message_offers.code_id': { to: 'offer_codes' },
  'message_offers.message_id': { to: 'messages' },
  'messages.cart_id': cart,
  'messages.content_sid': { of: 'provider' },
  'messages.customer_id': customer,
  'messages.provider_message_id': { of: 'provider' },
  'messages.recovery_id': recovery,
  'messages.rule_id': { of: 'campaign rule' },
  'model_moves.actor_id': { of: 'actor' },
  'model_moves.previous_version_id': { of: 'model version' },
  'model_moves.version_id': { of: 'model version' },
  'offer_codes.message_id': { to: 'messages' },
  'offer_codes.offer_id': { to: 'offers' },
  'offer_codes.recovery_id': recovery,
  'orders.anonymous_id': { of: 'device' },
  'orders.cart_id': cartOfAnyTime,
  'orders.customer_id': customer,
  'orders.external_id': { of: 'shop' },
  'orders.recovery_id': recovery,
  'orders.touch_message_id': { to: 'messages' },
  'split_arms.campaign_id': { to: 'campaigns' },
  'split_arms.customer_id': customer,
  'split_arms.recovery_id': recovery,
  'split_arms.split_id': { of: 'campaign rule' },
  'split_shares.campaign_id': { to: 'campaigns' },
  'split_shares.split_id': { of: 'campaign rule' },
  'split_winners.actor_id': { of: 'actor' },
  'split_winners.campaign_id': { to: 'campaigns' },
  'split_winners.split_id': { of: 'campaign rule' },
  'store_plans.actor_id': { of: 'actor' },
  'price_versions.actor_id': { of: 'actor' },
  'plans.actor_id': { of: 'actor' },
  'served_models.canary_version_id': { of: 'model version' },
  'served_models.primary_version_id': { of: 'model version' },
  'served_models.rollout_id': { of: 'rollout' },
  // A prediction of the API is kept a moment after it was answered, and may be dropped.
  'shadow_scores.prediction_id': { to: 'predictions', early: true },
  'shadow_scores.version_id': { of: 'model version' },
  'signal_outbox.recovery_id': recovery,
  'signal_outbox.workflow_id': { of: 'workflow' },
  'sandbox_messages.message_id': { to: 'messages' },
  'passkeys.credential_id': { of: 'authenticator' },
  'passkeys.rp_id': { of: 'authenticator' },
  'policies.actor_id': { of: 'actor' },
  'policies.campaign_id': { to: 'campaigns' },
  'policy_decisions.campaign_id': { to: 'campaigns' },
  'policy_decisions.model_version_id': { of: 'model version' },
  'policy_decisions.policy_id': { to: 'policies' },
  'policy_decisions.recovery_id': recovery,
  'policy_decisions.split_id': { of: 'campaign rule' },
  'predictions.cart_id': cartOfAnyTime,
  'predictions.model_version_id': { of: 'model version' },
  'predictions.recovery_id': recovery,
  'privacy_requests.delivery_id': { to: 'webhook_deliveries' },
  'privacy_requests.integration_id': { to: 'integrations' },
  'recoveries.campaign_id': { to: 'campaigns' },
  'recoveries.cart_id': cart,
  'recoveries.customer_id': customer,
  'recoveries.workflow_id': { of: 'workflow' },
  'replies.cart_id': cart,
  'replies.customer_id': customer,
  'replies.message_id': { to: 'messages' },
  'replies.recovery_id': recovery,
  'report_deliveries.user_id': { of: 'account' },
  'report_runs.user_id': { of: 'account' },
  'repair_log.letter_id': { to: 'dead_letters' },
  'repair_log.rule_id': { to: 'repair_rules' },
  'rollouts.actor_id': { of: 'actor' },
  'rollouts.primary_version_id': { of: 'model version' },
  'rollouts.version_id': { of: 'model version' },
  'template_versions.actor_id': { of: 'actor' },
  'test_messages.actor_id': { of: 'actor' },
  'test_messages.campaign_id': { to: 'campaigns' },
  'test_messages.provider_message_id': { of: 'provider' },
  'test_messages.rule_id': { of: 'campaign rule' },
  'test_runs.campaign_id': { to: 'campaigns' },
  // In the store that the run plays in.
  'test_runs.cart_id': { of: 'shop' },
  'training_runs.actor_id': { of: 'actor' },
  'training_runs.version_id': { of: 'model version' },
  'topic_outbox.row_id': { of: 'topic row' },
  'webhook_deliveries.delivery_id': { of: 'provider' },
};

/** Every column that names a row of the table, as `<table>.<column>`: what has to be looked at before such a row goes. */
export function columnsThatName(table: string): readonly string[] {
  return Object.entries(references).flatMap(([column, reference]) =>
    'to' in reference && reference.to === table ? [column] : [],
  );
}
