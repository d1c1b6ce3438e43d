import type { LinkSettings } from '../services/messaging/links/issue.ts';

/** What the links of tests are made with. */
export const testLinks: LinkSettings = {
  secret: 'the link secret of the tests',
  publicUrl: 'https://engine.example',
};
