import { describe, expect, test } from 'vitest';
import { isMachineAgent, isMachineRequest } from './machine-agent.ts';

const people = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
  'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'Mozilla/5.0 (Linux; Android 15; SM-S928B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 [FBAN/FBIOS;FBAV/490.0]',
];
const machines = [
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'WhatsApp/2.24.6.77 A',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'TelegramBot (like TwitterBot)',
  'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36',
  'Mozilla/5.0 (compatible; Barracuda Sentinel)',
  'Mozilla/5.0 (compatible; Mimecast URL Protect)',
  'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'python-requests/2.32.3',
  'curl/8.11.0',
  'Go-http-client/2.0',
];

describe('a program that follows a link (field 53)', () => {
  test.each(machines)('%s is one', (agent) => {
    expect(isMachineAgent(agent)).toBe(true);
  });

  test.each([...people, '', undefined])('%s is a person', (agent) => {
    expect(isMachineAgent(agent)).toBe(false);
  });

  test.each(['sec-purpose', 'purpose', 'x-purpose', 'x-moz'])('or a browser that fetches ahead, says %s', (name) => {
    const agent = { 'user-agent': people[0] };
    expect([isMachineRequest({ ...agent, [name]: 'prefetch;prerender' }), isMachineRequest(agent)]).toEqual([
      true,
      false,
    ]);
  });
});
