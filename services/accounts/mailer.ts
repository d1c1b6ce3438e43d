import type { EmailMessage, Provider } from '../../channels/provider.ts';
import { plainBrand } from '../../domain/brand/brand.ts';
import { type ShownBrand, shownBrand } from '../../domain/brand/shown-brand.ts';
import { inBrand, senderOfBrand } from './brand-mail.ts';

/** Sends mail about accounts, by the provider of the installation. */
export interface Mailer {
  /** False: no provider took it, so that somebody else has to bring the link. */
  send(mail: AccountMail): Promise<boolean>;
  /** The same for a mail that nobody else can bring: a provider that delivers nothing keeps it, to be looked at in the outbox. */
  sendOrKeep(mail: AccountMail): Promise<boolean>;
}

export interface AccountMail {
  readonly storeId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same mail, the same key: it is sent once. */
  readonly idempotencyKey: string;
}

/** Where no provider delivers mail. */
export const noMailer: Mailer = { send: async () => false, sendOrKeep: async () => false };

/** Somebody waits for the answer: a provider that is slower has failed, and the link is shown. */
const answerMsMax = 8_000;

export interface MailerOptions {
  /** `Name <address>` */
  readonly from: string;
  readonly onFailure: (reason: string) => void;
  /** How the installation is shown, asked for each mail; default: as it comes. */
  readonly brand?: () => ShownBrand;
}

/** By a provider of messages; one that only keeps what it is given brings nothing to anybody. */
export function createMailer(
  provider: Provider<EmailMessage> | undefined,
  { from, onFailure, brand = () => shownBrand(plainBrand, '') }: MailerOptions,
): Mailer {
  if (!provider) return noMailer;
  const give = async ({ storeId, idempotencyKey, ...mail }: AccountMail): Promise<boolean> => {
    const shown = brand();
    const message = {
      channel: 'email',
      from: senderOfBrand(shown, from),
      headers: {},
      ...inBrand(mail, shown),
    } as const;
    const signal = AbortSignal.timeout(answerMsMax);
    const result = await provider
      .send(message, { storeId, idempotencyKey, signal })
      .catch(() => ({ kind: 'unknown', cause: 'failed' }) as const);
    if (result.kind === 'accepted') return true;
    onFailure(result.kind === 'rejected' ? result.code : result.cause);
    return false;
  };
  return { send: provider.delivers === false ? noMailer.send : give, sendOrKeep: give };
}
