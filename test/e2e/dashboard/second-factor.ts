import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';

const stepMs = 30_000;

/** What the authenticator app shows now, or as many steps later: codes of the next step are good already. */
export function codeOf(secret: string, stepsAhead = 0): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + stepsAhead * stepMs });
}

/** A platform authenticator that says yes, as a laptop with a finger on its sensor. */
export async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
}
