import type { MessageKey } from '../../i18n/message-key.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Finding } from './campaign-types.ts';

const findingKey: Readonly<Record<Finding['code'], MessageKey>> = {
  template_unknown: 'campaigns.finding.template_unknown',
  template_without_channel: 'campaigns.finding.template_without_channel',
  never_true: 'campaigns.finding.never_true',
  no_provider: 'campaigns.finding.no_provider',
  sms_no_way_out: 'campaigns.finding.sms_no_way_out',
  late: 'campaigns.finding.late',
  at_night: 'campaigns.finding.at_night',
  same_moment: 'campaigns.finding.same_moment',
  same_message: 'campaigns.finding.same_message',
  over_cap: 'campaigns.finding.over_cap',
  browsing_off: 'campaigns.finding.browsing_off',
  value_without_currency: 'campaigns.finding.value_without_currency',
  nobody_reached: 'campaigns.finding.nobody_reached',
  id_duplicate: 'campaigns.finding.id_duplicate',
  start_unknown: 'campaigns.finding.start_unknown',
  next_unknown: 'campaigns.finding.next_unknown',
  unreachable: 'campaigns.finding.unreachable',
  no_end: 'campaigns.finding.no_end',
  loop_without_wait: 'campaigns.finding.loop_without_wait',
  touch_not_send: 'campaigns.finding.touch_not_send',
  touch_leaves: 'campaigns.finding.touch_leaves',
  arms_missing: 'campaigns.finding.arms_missing',
  floor_too_high: 'campaigns.finding.floor_too_high',
  too_many_steps: 'campaigns.finding.too_many_steps',
  messages_max_wrong: 'campaigns.finding.messages_max_wrong',
  window_empty: 'campaigns.finding.window_empty',
  wait_too_long: 'campaigns.finding.wait_too_long',
  event_without_key: 'campaigns.finding.event_without_key',
  sms_twice: 'campaigns.finding.sms_twice',
  no_message: 'campaigns.finding.no_message',
  sms_over_parts: 'campaigns.finding.sms_over_parts',
  offer_unknown: 'campaigns.finding.offer_unknown',
  policy_unknown: 'campaigns.finding.policy_unknown',
  offer_carried_by_none: 'campaigns.finding.offer_carried_by_none',
  offer_not_given: 'campaigns.finding.offer_not_given',
  arm_sends_nothing: 'campaigns.finding.arm_sends_nothing',
  arms_alike: 'campaigns.finding.arms_alike',
};

/** What was found, in words; a code that is newer than this page says it in the API's. */
export function findingText({ code, otherStepId, message, sms }: Finding, t: Translate): string {
  const key: MessageKey | undefined = findingKey[code];
  if (key === undefined) return message;
  const cost = sms?.cost ? t('campaigns.finding.smsCost', sms.cost) : '';
  return t(key, { other: otherStepId ?? '', parts: sms?.parts ?? 0, most: sms?.partsMax ?? 0, cost });
}
