import type { ErasureRule, ErasureRules } from '../../../../domain/erasure/erasure-rule.ts';
import { withTheStore } from './table-data.ts';

const deleted: ErasureRule = { does: 'delete' };
const keep = (why: string, until: string = withTheStore): ErasureRule => ({ does: 'keep', why, until });
const blank = (columns: Readonly<Record<string, unknown>>, keeps: string): ErasureRule => ({
  does: 'blank',
  columns,
  keeps,
});
const figures = 'a figure of the store; its ids lead to nobody any more';

/** Stands where an id of the shop's stood in a column that has to hold one. */
export const erasedText = 'erased';

/**
 * What an erasure does with every table that says something of a shopper. A table that is missing here fails a test, so a new one says
 * so before it can be merged.
 */
export const erasureRules: ErasureRules = {
  customers: blank(
    {
      ...{ external_id: null, first_name: null, locale: null, country: null, region: null, time_zone: null },
      ...{ profile_at: null, last_order_at: null },
    },
    'an empty row that figures hang on',
  ),
  identities: deleted,
  customer_merges: deleted,
  consents: deleted,
  consent_log: keep('the proof that a yes was given and a no was heard (GDPR, articles 7 (1) and 17 (3) (e))'),
  suppressions: keep('a hash, so that nobody writes to the address again (GDPR, article 21)'),
  opt_in_requests: deleted,
  carts: blank(
    {
      ...{ external_id: erasedText, anonymous_id: null, restore_url: null, lines: [], lines_omitted: 0 },
      ...{ abandon_at: null, traceparent: null, unreachable: null },
    },
    figures,
  ),
  cart_aliases: deleted,
  cart_quarantines: deleted,
  abandonments: keep(figures),
  orders: blank({ external_id: erasedText, anonymous_id: null }, `${figures}; ids of refunds let none count twice`),
  recoveries: blank({ cursor: null, replied_at: null, traceparent: null }, figures),
  decisions: keep(figures),
  messages: blank({ address_hash: '', provider_message_id: null, shop_said: null }, figures),
  message_contents: deleted,
  message_offers: keep('leads to codes that have to be taken back at the shop'),
  offer_codes: keep('a code that the shop knows has to be taken back there'),
  links: deleted,
  replies: deleted,
  phone_windows: deleted,
  campaign_exposures: keep(figures),
  split_arms: blank({ context: null, because: null }, figures),
  policy_decisions: keep(figures),
  predictions: deleted,
  shadow_scores: deleted,
  dead_letters: deleted,
  dead_letter_subjects: deleted,
  webhook_deliveries: deleted,
  provider_callbacks: { does: 'expire', until: '7 days' },
  privacy_requests: keep('the proof that a request was acted on (GDPR, article 5 (2))'),
  erasures: keep('the proof that a person was erased (GDPR, article 5 (2))'),
  erasure_tombstones: keep('a keyed hash, so that nobody brings the person back; gone when they agree anew'),
  endpoint_deliveries: deleted,
  topic_outbox: { does: 'expire', until: 'minutes; a day at most' },
  signal_outbox: deleted,
  idempotency_keys: { does: 'expire', until: 'a day; the answer is sealed' },
  sender_lists: keep('a hash of what a provider itself refuses to write to', 'until the provider takes it back'),
  sandbox_messages: deleted,
};
