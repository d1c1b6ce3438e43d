/** Sends mail about accounts, by the provider of the installation. */
export interface Mailer {
  /** False: no provider took it, so that somebody else has to bring the link. */
  send(mail: AccountMail): Promise<boolean>;
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
export const noMailer: Mailer = { send: async () => false };
