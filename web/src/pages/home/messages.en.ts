export const homeEn = {
  'home.title': 'Home',
  'home.day': 'Day',
  'home.total': 'Total',
  'home.before': 'Period before',
  'home.recoveredRevenue': 'Recovered revenue',
  'home.recoveredRevenue.hint':
    'Orders that came after one of your messages, as the shop told them. Refunds are shown apart.',
  'home.recoveredOrders': 'Recovered orders',
  'home.recoveryRate': 'Recovery rate',
  'home.abandonedCarts': 'Abandoned carts',
  'home.revenuePerRecipient': 'Revenue per recipient',
  'home.incremental':
    'Because of your messages, not only after them: {amount} since the comparison began, in truth between {low} and {high}.',
  'home.incremental.notYet':
    'How much of it came because of your messages is being measured: the people held back are still too few.',
  'home.incremental.noHoldout':
    'How much of it came because of your messages cannot be told: nobody is held back to compare with.',
  'home.incremental.open': 'Experiments',
  'home.curve': 'Recovered revenue by day',
  'home.curve.hint':
    'By the channel of the message before the order. Days of the store ({zone}); today is still running.',
  'home.curve.none': 'Nothing was recovered in this period yet',
  'home.curve.none.text':
    'The first recovered order appears here within a second of its arrival. Choose a longer period to see earlier ones.',
  'home.channel.unknown': 'Channel not known',
  'home.funnel': 'From cart to order',
  'home.funnel.hint': 'Carts that were abandoned in this period, and how far each came.',
  'home.funnel.none': 'No cart was abandoned in this period',
  'home.funnel.none.text': 'As soon as a cart goes idle it is counted here.',
  'home.funnel.seen': 'Abandoned',
  'home.funnel.identified': 'Identified',
  'home.funnel.reachable': 'May be written to',
  'home.funnel.messaged': 'Got a message',
  'home.funnel.clicked': 'Clicked',
  'home.funnel.bought': 'Bought',
  'home.funnel.drop': '{count, plural, one {# cart} other {# carts}} fewer ({share}): {why}',
  'home.funnel.identified.why': 'nobody gave an address or signed in',
  'home.funnel.reachable.why': 'no consent, or a blocked address',
  'home.funnel.messaged.why': 'waiting, bought first, or skipped by a condition',
  'home.funnel.clicked.why': 'have not clicked (yet)',
  'home.funnel.bought.why': 'have not ordered (yet)',
  'home.campaigns': 'Campaigns',
  'home.campaigns.hint': 'What each brought in this period; together they are the headline.',
  'home.campaigns.none': 'No campaign brought an order in this period yet',
  'home.campaigns.none.text': 'As soon as an order follows one of your messages, its campaign is listed here.',
  'home.campaign': 'Campaign',
  'home.campaign.unknown': 'Campaign not known',
  'home.coverage': 'Coverage',
  'home.coverage.hint': 'What share of abandoned carts you may write to at all.',
  'home.coverage.none': 'Not enough yet',
  'home.coverage.none.text': 'Coverage is shown as soon as a cart was abandoned in this period.',
  'home.coverage.share': '{share} of abandoned carts can be written to: {reachable} of {all}.',
  'home.coverage.reasons': 'Why not the others',
  'home.coverage.remedy.anonymous':
    'What would help most: ask for the e-mail address earlier, or let the snippet read it from your forms (Integrations → Snippet).',
  'home.coverage.remedy.no_consent':
    'What would help most: ask for consent in the checkout, where most addresses are given.',
  'home.coverage.remedy.no_address':
    'What would help most: add a channel to your campaign on which these customers have an address.',
  'home.alerts': 'What needs you',
  'home.alerts.none': 'Nothing needs you right now.',
  'home.alert.events_stopped':
    'Events of your shop stopped {since}. By its own past about {expected, plural, one {# event} other {# events}} should have come since.',
  'home.alert.events_stopped.action': 'Check the connection',
  'home.alert.channel_paused': '{channel} was stopped {since}: too many messages bounced or were marked as spam.',
  'home.alert.channel_paused.action': 'See what stopped it',
  'home.alert.sender_domain':
    'Mailboxes may refuse your e-mails or put them under spam: something is wrong with {domain} ({records}).',
  'home.alert.sender_domain.action': 'See what to publish',
  'home.alert.own_domain_failing':
    'The DNS record of {domain} is gone since {since}. After three days the name is lost, and links in messages lead nowhere.',
  'home.alert.own_domain_failing.lost':
    '{domain} was lost, because its DNS record was gone: links that were sent with it lead nowhere.',
  'home.alert.own_domain_failing.action': 'See the record',
  'home.alert.provider_failing':
    '{provider} failed {failed} of {attempted} messages within the last hour (most often: {code}).',
  'home.alert.provider_failing.action': 'See deliverability',
  'home.alert.webhooks_failing':
    '{failed, plural, one {# webhook} other {# webhooks}} of your shop could not be understood within a day.',
  'home.alert.webhooks_failing.action': 'See deliveries',
  'home.alert.reconciliation_failing': 'The last look at your shop for missed events failed {since} ({cause}).',
  'home.alert.reconciliation_failing.action': 'Check the connection',
  'home.alert.content_template_stopped':
    'WhatsApp or RCS has stopped the approved template of “{template}” (code {code}): its messages do not go out.',
  'home.alert.content_template_stopped.action': 'See phone messages',
  'home.alert.offer_codes_low':
    '{left, plural, =0 {No code is left} one {One code is left} other {# codes are left}} for the offer “{name}”: without one, messages go out without it.',
  'home.alert.offer_codes_low.action': 'See its codes',
  'home.alert.rollout_rolled_back':
    'Version {version} of a model was taken back by itself, because it was worse than the one that answers: {gates}.',
  'home.alert.rollout_rolled_back.action': 'See the rollout',
  'home.alert.endpoint_failing':
    'Your system {name} has not taken any webhook since its first failure {since}. It is tried again by itself.',
  'home.alert.endpoint_failing.off':
    'Your system {name} is told nothing any more: it was switched off because its webhooks failed.',
  'home.alert.endpoint_failing.action': 'See its deliveries',
  'home.alert.dead_letters':
    '{letters, plural, one {# event waits} other {# events wait}} because they could not be used; {proposed, plural, =0 {none has} one {# has} other {# have}} a proposed repair.',
  'home.alert.dead_letters.action': 'Look at them',
  'home.alert.privacy_requests':
    '{open, plural, one {# privacy request is} other {# privacy requests are}} open, the first due {due}.',
  'home.alert.privacy_requests.action': 'See to them',
  'home.alert.model_drift.quality':
    'What version {version} of the model is given is not what it was, {since}. Its chances may be wrong.',
  'home.alert.model_drift.behaviour':
    'People do otherwise than version {version} of the model learned, {since}. Its chances may be wrong.',
  'home.alert.model_drift.visitors':
    'Version {version} of the model sees other carts than before, {since}. They do what it predicted.',
  'home.alert.model_drift.action': 'See what moved',
  'home.alert.no_active_campaign': 'No campaign is active: abandoned carts are seen, and nobody is written to.',
  'home.alert.no_active_campaign.action': 'Open campaigns',
  'home.forecast.switch': 'With forecast',
  'home.forecast.expected': 'Expected',
  'home.forecast.between': '{lower} to {upper}',
  'home.forecast.told':
    'Expected from {from} to {to}: {value}, in eight of ten cases between {lower} and {upper}. On a single day it varies more: that is the band.',
  'home.forecast.told.alone':
    'Expected from {from} to {to}: {value}. The band says between what each day lies in eight of ten cases.',
  'home.forecast.none': 'Not enough days yet',
  'home.forecast.none.text':
    'A forecast needs five whole weeks of your own shop: {missing, plural, one {# more day} other {# more days}}.',
  'home.next': 'Next {days} days',
  'home.next.hint':
    'What the weekdays of your shop say, today included. Not a goal, and without what you change meanwhile.',
  'home.next.revenue': 'Recovered revenue, expected',
  'home.next.carts': 'Abandoned carts, expected',
  'home.forecast.total': 'In eight of ten cases between {lower} and {upper}',
  'home.forecast.total.none': 'How far it may be off can be said in a few weeks',
  'home.forecast.how': 'How this is made',
  'home.forecast.method.weekday_mean': 'Each day as the mean of the same weekday in the weeks before.',
  'home.forecast.method.holt_winters':
    'Smoothing that trusts new days more than old ones, with a pattern of the week (Holt-Winters).',
  'home.forecast.method.pooled_weekday':
    'Each day as its weekday, with the pattern of the week drawn towards that of other shops.',
  'home.forecast.method.mean_of_both':
    'The mean of two forecasts: the mean of the same weekday in the weeks before, and smoothing that trusts new days more than old ones (Holt-Winters).',
  'home.forecast.error':
    'Tried on {days, plural, one {# day} other {# days}} that it had not seen: wrong by {error} a day on average; “as last week” by {lastWeek}.',
  'home.forecast.coverage': '{share} of those days lay within the interval that was given before; 80% should.',
  'home.forecast.peaks':
    'Of the {days, number} busiest of them {share} did. After a day outside of it the interval becomes wider.',
} as const;
