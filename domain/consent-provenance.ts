/** Marks in the proof of consent what came from a browser, where anybody can speak for anybody. */
export const browserSourcePrefix = 'browser: ';

/** A yes that is good only where nobody said no: it must not take back somebody's refusal or unsubscribing. */
export function isBrowserGrant({ status, source }: { readonly status: string; readonly source: string }): boolean {
  return status === 'granted' && source.startsWith(browserSourcePrefix);
}
