import { mailgun } from './email/mailgun.ts';
import { resend } from './email/resend.ts';
import { sendgrid } from './email/sendgrid.ts';
import { ses } from './email/ses.ts';
import { smtp } from './email/smtp.ts';
import type { ProviderUnit } from './provider-unit.ts';
import { firebase } from './push/firebase.ts';
import { onesignal } from './push/onesignal.ts';
import { webpush } from './push/webpush.ts';
import { emailOutbox, pushOutbox, smsOutbox } from './sandbox.ts';
import { sns } from './sms/sns.ts';
import { twilio } from './sms/twilio.ts';

/** Every provider there is: a new one is a file and a line here. The first of a channel is the one without any setting. */
export const providerUnits: readonly ProviderUnit[] = [
  emailOutbox,
  smsOutbox,
  pushOutbox,
  resend,
  ses,
  sendgrid,
  mailgun,
  smtp,
  twilio,
  sns,
  firebase,
  onesignal,
  webpush,
];
