export const experimentsEn = {
  'experiments.title': 'Experiments',
  'experiments.lead':
    'What your messages really bring: a few people, chosen by chance, get none, and both groups are compared.',
  'experiments.campaign': 'Campaign',
  'experiments.none': 'No campaign was active so far',
  'experiments.none.text':
    'As soon as a campaign runs, it holds back a tenth of its people by itself. Activate one, and the comparison begins.',
  'experiments.none.do': 'Go to campaigns',
  'experiments.since': '{percent}% of the people get no message. Compared since {since}.',
  'experiments.verdict.more': 'Messages bring more',
  'experiments.verdict.less': 'Messages bring less',
  'experiments.verdict.undecided': 'No difference shown so far',
  'experiments.verdict.tooEarly': 'Too early to say',
  'experiments.verdict.ratioWrong': 'The groups cannot be compared',
  'experiments.verdict.noHoldout': 'Nothing to compare with',
  'experiments.noHoldout':
    'This campaign writes to everybody. What it brings cannot be told: most people who buy after a message would have bought without it.',
  'experiments.nobodyYet':
    '{people, plural, =0 {Nobody has reached a message of this campaign yet.} one {# person has reached a message of this campaign.} other {# people have reached a message of this campaign.}} Each is compared once the seven days in which they may buy are over.',
  'experiments.share': '{with} of the people with messages bought within seven days, {without} of the people without.',
  'experiments.lift':
    'Compared with no messages that is {lift}. The true effect lies between {low} and {high}, in 95 of 100 cases, however often you look.',
  'experiments.difference':
    'Compared with no messages that is {difference} percentage points. The true difference lies between {low} and {high}, in 95 of 100 cases, however often you look.',
  'experiments.undecided': 'Both less and more are still possible.',
  'experiments.missing':
    'Not enough yet: about {people, plural, one {# more person} other {# more people}}, {days, plural, =0 {once their seven days are over} one {about # day} other {about # days}} at the pace of the last two weeks, would show an effect of {lift} in 80 of 100 cases.',
  'experiments.missing.nobodyComes':
    'Not enough yet: about {people, plural, one {# more person} other {# more people}} would show an effect of {lift} in 80 of 100 cases, and nobody came in the last two weeks.',
  'experiments.smaller': 'An effect of {lift} would probably have shown by now: it is smaller, or there is none.',
  'experiments.ratioWrong':
    'The groups are not as large as they should be by chance. Something loses people of one of them, so no number below can be believed. Do not decide by it; tell whoever runs the installation.',
  'experiments.ownMessages':
    '{people, plural, one {# person} other {# people}} without messages got one all the same, because they turned out to be one with somebody else or the share was changed. The effect looks a little smaller than it is.',
  'experiments.otherCampaigns':
    '{people, plural, one {# person} other {# people}} got a message of another campaign meanwhile. The comparison shows what this campaign brings beside the others.',
  'experiments.people': 'Who is compared',
  'experiments.people.hint':
    'A person counts from the first message that would have gone out to them – it did, or it was held back – and stays in their group.',
  'experiments.crossed':
    '{people, plural, one {# person is} other {# people are}} not compared: they were in both groups before they turned out to be one person.',
  'experiments.arm.treated': 'With messages',
  'experiments.arm.holdout': 'Without (control group)',
  'experiments.column.group': 'Group',
  'experiments.column.people': 'People',
  'experiments.column.matured': 'Seven days over',
  'experiments.column.buyers': 'Bought',
  'experiments.column.share': 'Share that bought',
  'experiments.column.others': 'Messages of other campaigns',
  'experiments.column.orders': 'Orders',
  'experiments.column.revenue': 'Revenue',
  'experiments.column.perPerson': 'Revenue per person',
  'experiments.column.view': 'Way of counting',
  'experiments.column.day': 'Day',
  'experiments.column.difference': 'Difference (percentage points)',
  'experiments.column.low': 'At least',
  'experiments.column.high': 'At most',
  'experiments.column.placedAt': 'Ordered',
  'experiments.column.customer': 'Customer',
  'experiments.column.refunded': 'Refunded',
  'experiments.column.message': 'Message',
  'experiments.money': 'Orders in {currency}',
  'experiments.money.hint':
    'Orders of the people whose seven days are over, placed within them. Refunds are taken off. A number opens its orders.',
  'experiments.perPerson':
    'Revenue per person differs by {difference}; the true difference lies between {low} and {high}.',
  'experiments.withoutPast':
    'Without what both groups had spent in the four weeks before: {difference}, between {low} and {high}.',
  'experiments.views': 'Three ways to count',
  'experiments.views.hint':
    'Of the same people, beside each other. They answer different questions and are never added up.',
  'experiments.view.incremental': 'More than without messages',
  'experiments.view.incremental.means': 'By the control group: what would not have been bought otherwise.',
  'experiments.view.link': 'After a followed link',
  'experiments.view.link.means': 'Ordered within seven days after following the link of a message.',
  'experiments.view.lastTouch': 'Last message: {channel}',
  'experiments.view.lastTouch.means': 'The newest message before the order was one of this campaign.',
  'experiments.between': 'between {low} and {high}',
  'experiments.between.tooFew': 'too few orders to say how sure',
  'experiments.course': 'How the difference came about',
  'experiments.course.hint':
    'Share that bought, with less without messages, in percentage points. The band is where the truth lies: once it leaves the zero line, there is a difference.',
  'experiments.course.none': 'Nothing to draw yet',
  'experiments.course.none.text':
    'The line begins once people of both groups have had their seven days. Until then everything is counted already.',
  'experiments.orders.treated': 'Orders of people with messages',
  'experiments.orders.holdout': 'Orders of people without messages',
  'experiments.orders.link': 'Orders after a followed link',
  'experiments.orders.lastTouch': 'Orders by last message',
  'experiments.orders.none': 'No orders',
  'experiments.orders.more': 'Show more',
  'experiments.holdout': 'Share without messages',
  'experiments.holdout.begin': 'Hold people back',
  'experiments.holdout.change': 'Change the share',
  'experiments.holdout.set': 'Set the share',
  'experiments.holdout.means':
    'So many people of this campaign, chosen by chance, get none of its messages on any channel. That costs a few orders, and tells what all the others are worth.',
  'experiments.holdout.percent': 'People without messages, in percent',
  'experiments.holdout.help': 'From 0 to 50. 10 suits most shops; a larger share gives an answer sooner.',
  'experiments.holdout.wrong': 'Give a whole number from 0 to {max}.',
  'experiments.holdout.anew':
    'The comparison begins anew with the people who come from now on. Whoever is in a group stays in it.',
  'experiments.holdout.ends':
    'Everybody is written to, also those who were held back. What messages bring can no longer be told.',
  'experiments.holdout.done':
    '{percent, plural, =0 {Everybody is written to now.} other {#% of the people get no message now.}}',
  'suggestion.title': 'Something to try',
  'suggestion.hint':
    'At most one thing at a time, from what your own customers did. It shows what is worth a try; whether it brings more, the comparison says.',
  'suggestion.tooEarly':
    'Too early: {people, plural, one {about # more person} other {about # more people}} have to be seen without a message first. People who are held back are such people.',
  'suggestion.nothing': 'What your customers did speaks for no other time of the first message.',
  'suggestion.wait_longer':
    'Send the first message after {suggested} instead of {now}: {share} of those who get it now (between {low} and {high}) would have bought until then by themselves.',
  'suggestion.wait_less':
    'Send the first message after {suggested} instead of {now}: only {share} of the people (at most {high}) buy by themselves between the two, so hardly anybody is spared a message by waiting.',
  'suggestion.evidence':
    'Counted on {people, plural, one {# person} other {# people}} who had no message by then, of whom {bought} bought in that time.',
  'suggestion.compare': 'Compare on the carts of the last two weeks',
  'suggestion.comparing': 'Running both over the carts of the last two weeks …',
  'suggestion.difference': 'The last {days} days, without sending anything',
  'suggestion.column.what': 'What',
  'suggestion.column.now': 'As it is',
  'suggestion.column.then': 'As suggested',
  'suggestion.row.messages': 'Messages',
  'suggestion.row.reached': 'Carts with a message',
  'suggestion.row.cost': 'Cost',
  'suggestion.try': 'Try it on half of the people',
  'suggestion.try.means': 'Makes a draft with a split. Nothing is sent by it before you publish it.',
  'suggestion.draft':
    'This campaign has an edit that is not published. Publish or discard it, then the suggestion can become an arm.',
  'experiments.splits': 'Splits by chance',
  'experiments.splits.lead':
    'Which way of a flow brings more. People count from the moment when they come to the split, for seven days.',
  'experiments.split': 'Split {id}',
  'experiments.split.hint.fixed': 'The shares stay as they are written in the flow.',
  'experiments.split.hint.learning':
    'The shares follow what each way brings; no way gets less than {percent}% of the people while it learns.',
  'experiments.split.hint.personal':
    'Each person gets the way that is expected to do best with them; the way of {percent}% of the people is drawn evenly, to compare with.',
  'experiments.split.verdict.tooEarly': 'Too early to say',
  'experiments.split.verdict.undecided': 'No way is surely better so far',
  'experiments.split.verdict.best': 'Way {arm} is better',
  'experiments.split.verdict.choosingPays': 'Choosing pays',
  'experiments.split.verdict.choosingCosts': 'Choosing does harm',
  'experiments.split.verdict.ratioWrong': 'The ways cannot be compared',
  'experiments.split.ratioWrong':
    'The ways did not get the people that their shares say, and chance alone does not explain it. Something loses people of one way, so nothing is compared.',
  'experiments.split.table': 'Ways of split {id}',
  'experiments.split.arm': 'Way',
  'experiments.split.now': 'Share of new people',
  'experiments.split.orders': 'Orders',
  'experiments.split.perPerson': 'Revenue per person',
  'experiments.split.first': 'First way: the others are compared with it',
  'experiments.split.nobody': 'nobody to compare yet',
  'experiments.split.points': '{value} points',
  'experiments.split.than': '{difference} beside the first way; too few bought for a range',
  'experiments.split.thanRange': '{difference} beside the first way, between {low} and {high}',
  'experiments.split.reads.recovered':
    'Judged by the share of people who buy. The true differences lie in the ranges, in 95 of 100 splits, however often you look.',
  'experiments.split.reads.revenue':
    'Judged by the revenue per person. The true differences lie in the ranges, in 95 of 100 splits, however often you look.',
  'experiments.split.missing':
    '{people, plural, one {About # more person is needed} other {About # more people are needed}} to tell a difference of a fifth.',
  'experiments.split.weighted':
    'Since the shares change, each person counts by how probable their way was; so a good week does not look like a good way.',
  'experiments.split.crossed':
    '{people, plural, one {# person was in two ways before they turned out to be one, and is} other {# people were in two ways before they turned out to be one each, and are}} not compared. The earlier way stays.',
  'experiments.split.heldOut':
    '{people, plural, one {# person gets} other {# people get}} no message because of the control group, and {people, plural, one {is} other {are}} not compared.',
  'experiments.split.otherCurrencies':
    '{orders, plural, one {# order in another currency is} other {# orders in other currencies are}} not in the revenue, but {orders, plural, one {its buyer counts} other {their buyers count}}.',
  'experiments.personal.table': 'Chosen ways and drawn ways of split {id}',
  'experiments.personal.group': 'Way of the person',
  'experiments.personal.chosen': 'Chosen for them',
  'experiments.personal.baseline': 'Drawn evenly',
  'experiments.personal.soFar': 'Share of people so far',
  'experiments.personal.compared': 'the others are compared with them',
  'experiments.personal.than': '{difference} beside the drawn ways; too few bought for a range',
  'experiments.personal.thanRange': '{difference} beside the drawn ways, between {low} and {high}',
  'experiments.personal.says.choosing_pays':
    'Personal ways bring more than drawn ones: {difference} for each person, surely between {low} and {high}.',
  'experiments.personal.says.choosing_costs':
    'Personal ways bring less than drawn ones: {difference} for each person, surely between {low} and {high}. Fixed or learned shares would do better.',
  'experiments.personal.says.undecided':
    'Nobody can tell yet whether personal ways bring more: {difference} for each person so far, and the truth lies between {low} and {high}.',
  'experiments.personal.arms':
    'The ways are not compared with each other, because they were chosen for different people.',
  'experiments.personal.crossed':
    '{people, plural, one {# person was in both groups before they turned out to be one, and is} other {# people were in both groups before they turned out to be one each, and are}} not compared.',
  'experiments.personal.ratioWrong':
    'The groups are not as large as the baseline says, and chance alone does not explain it. Something loses people of one group, so nothing is compared.',
  'experiments.winner.proposed':
    'Way {arm} is surely better than every other. On {at} it takes all new people, unless you object. Whoever is in a way stays in it.',
  'experiments.winner.applied': 'Way {arm} takes all new people since {at}. Nobody is compared from then on.',
  'experiments.winner.objected':
    'Somebody objected to way {arm} on {at}. The split goes on learning and proposes nothing more until its ways are others.',
  'experiments.winner.apply': 'Take it now',
  'experiments.winner.object': 'Object',
  'experiments.winner.applyDone': 'The better way takes all new people now.',
  'experiments.winner.objectDone': 'Noted. The split goes on as it is.',
  'experiments.personal.byContext':
    'The way is chosen by what is known of the cart, learned from people whose seven days are over. Each way keeps a least share, so the choice can still change.',
} as const;
