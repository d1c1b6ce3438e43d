import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

/** The person closed the browser's question, let it run out, or has no such passkey on this device. */
export class PasskeyNotUsed extends Error {
  constructor(cause: unknown) {
    super('The passkey was not used.', { cause });
    this.name = 'PasskeyNotUsed';
  }
}

/** Has the browser make a passkey; the options are the server's, as they came. */
export async function makePasskey(options: object): Promise<RegistrationResponseJSON> {
  const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON;
  return startRegistration({ optionsJSON }).catch(refuse);
}

/** Has the browser sign with a passkey. */
export async function signWithPasskey(options: object): Promise<AuthenticationResponseJSON> {
  const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON;
  return startAuthentication({ optionsJSON }).catch(refuse);
}

function refuse(cause: unknown): never {
  throw new PasskeyNotUsed(cause);
}

/** Browsers have passkeys on https and localhost only. */
export function canUsePasskeys(): boolean {
  return 'PublicKeyCredential' in window;
}
