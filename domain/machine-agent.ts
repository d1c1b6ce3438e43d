/**
 * Signs of programs that follow links in messages before, or instead of, a person: mail scanners, previews of chats and mail
 * programs, crawlers and plain HTTP clients. Names of programs and of their makers, as they give themselves away.
 */
const programs = [
  // Crawlers and whatever calls itself so.
  /bot\b|bot\/|crawl|spider|slurp|archiver|headless|phantomjs|lighthouse|scrapy/i,
  // Previews of chats, social networks and mail programs.
  /facebookexternalhit|facebookcatalog|whatsapp\/|telegrambot|slack-imgproxy|skypeuripreview|microsoftpreview|linkpreview/i,
  /google-(?:safety|inspectiontool|read-aloud)|googleimageproxy|yahoomailproxy|bitlybot|vkshare|embedly|iframely|snap url preview/i,
  // What looks at mail before it is delivered.
  /barracuda|proofpoint|mimecast|symantec|messagelabs|safelinks|urldefense|trendmicro|sophos|fortiguard|zscaler|checkpoint/i,
  /forcepoint|cloudmark|ironport|virustotal|urlscan|paloalto|trustwave|vade(?:secure)?\b/i,
  // Libraries: no person reads a page by them.
  /^(?:curl|wget|python|java|okhttp|go-http-client|libwww|node|undici|axios|got|ruby|php|perl|apache-httpclient|winhttp|dart)\b/i,
];
/** Longer ones are cut before they are looked at. */
const agentLengthMax = 512;

/** Whether a user agent is a program's that no person looks at; none is no sign: many a private browser sends none. */
export function isMachineAgent(userAgent: string | undefined): boolean {
  const agent = userAgent?.slice(0, agentLengthMax) ?? '';
  return programs.some((one) => one.test(agent));
}

/** What a request says of itself, header names in lower case. */
type Headers = Readonly<Record<string, string | undefined>>;

/** Whether a browser fetches something that nobody has asked for yet. */
function isPrefetch(headers: Headers): boolean {
  return ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some((name) => /prefetch|preview/i.test(headers[name] ?? ''));
}

/** Whether a request comes from no person: it counts as no click. */
export function isMachineRequest(headers: Headers): boolean {
  return isPrefetch(headers) || isMachineAgent(headers['user-agent']);
}

/** Faster than a person can have read a message that has just arrived. */
export const machineClickMs = 2_000;
