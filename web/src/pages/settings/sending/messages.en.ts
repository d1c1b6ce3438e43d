/** Texts of what a store sends when, and how much of it. */
export const sendingEn = {
  'settings.sending': 'Sending rules',
  'settings.sending.lead': 'When people may be written to, and how often.',
  'sending.quiet': 'Quiet hours',
  'sending.quiet.hint':
    'By the clock where the person lives. What is due in them is not lost: it waits until they are over, and everything is checked again then.',
  'sending.quiet.on': 'Send nothing during these hours',
  'sending.quiet.from': 'From',
  'sending.quiet.until': 'Until',
  'sending.quiet.until.help':
    'Where somebody lives is not always certain. Then a message goes out only when no clock that may be theirs shows quiet hours.',
  'sending.quiet.channels': 'On these channels',
  'sending.countries': 'Rules of countries',
  'sending.countries.help':
    'Hours and limits for messages that the countries below are known to ask for. They hold in addition to your own quiet hours.',
  'sending.countries.by_country': 'Follow them, by where the person lives',
  'sending.countries.off': 'Do not follow them: I look after it myself',
  'sending.cap': 'How many messages at most',
  'sending.cap.hint':
    'Over all campaigns. A message counts from the moment it may go out; one that was refused does not.',
  'sending.cap.all': 'Messages per person over all channels at most',
  'sending.cap.all.help': 'Empty: each channel counts for itself only',
  'sending.cap.rolling': 'A rolling period, counted back from each message: not days of the calendar',
  'sending.cap.action': 'A message beyond that',
  'sending.cap.action.skip': 'is not sent',
  'sending.cap.action.postpone': 'waits until there is room, for two days at most',
  'sending.timeScale':
    'The clock of this store runs {times} times as fast, to try things out. Quiet hours are on the clock of the wall, so they began switched off.',
  'sending.basis': 'Buyers who have not agreed',
  'sending.basis.hint':
    'Some countries let a shop remind its own buyers by e-mail: people who placed an order, who could object where they gave their address, and who never did. An account or a cart alone is not enough, and texts always need a consent. Tick nothing, and nobody is written to without having agreed. This is no legal advice.',
  'sending.basis.since': 'Since when does your checkout offer to object?',
  'sending.basis.since.help':
    'By naming the day you say that it does. Buyers whose orders are all from before then are not written to without having agreed.',
  'sending.basis.country': 'Country of the address',
  'sending.basis.soft': 'Remind buyers by e-mail',
  'sending.basis.softIn': 'Remind buyers by e-mail in {country}',
  'sending.basis.double': 'Count only a confirmed yes',
  'sending.basis.doubleIn': 'Count only a confirmed yes to e-mail in {country}',
  'sending.basis.asked': 'asked for there',
  'sending.policies': 'What countries ask',
  'sending.policies.hint':
    'Collected from the sources named, and no legal advice. Ask somebody who knows the law where you sell. Where a state is not known, a message keeps the hours of all states.',
  'sending.policies.place': 'Country or state',
  'sending.policies.channels': 'Channel',
  'sending.policies.asks': 'Messages may go out',
  'sending.policies.source': 'Source',
  'sending.policies.asOf': 'read on {day}',
  'sending.policies.holidays': 'not on public holidays',
  'sending.policies.perCart':
    '{count, plural, one {once for a cart} other {# times for a cart}}, within {within} after it was left',
  'sending.policies.never': 'never',
  'sending.policies.daily': 'every day {hours}',
  'sending.policies.days': '{from} to {to}',
  'sending.policies.on': '{days}: {hours}',
  'sending.monday': 'Monday',
  'sending.tuesday': 'Tuesday',
  'sending.wednesday': 'Wednesday',
  'sending.thursday': 'Thursday',
  'sending.friday': 'Friday',
  'sending.saturday': 'Saturday',
  'sending.sunday': 'Sunday',
} as const;
