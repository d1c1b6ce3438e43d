import { expect, test } from 'vitest';
import { type ReplySettings, replyChange } from './reply-change.ts';

const settings: ReplySettings = {
  replyHandling: 'engine',
  replyMailbox: 'help@shop.example',
  replyTextInWebhooks: true,
  clickTracking: true,
};

test('a change holds what differs', () => {
  const same = {
    replyHandling: 'engine',
    replyMailbox: 'help@shop.example',
    replyTextInWebhooks: 'on',
    clickTracking: 'on',
  };
  expect(replyChange(settings, same)).toEqual({});
  expect(replyChange(settings, { ...same, replyMailbox: ' ', replyTextInWebhooks: '' })).toEqual({
    replyMailbox: null,
    replyTextInWebhooks: false,
  });
});

test('what the form does not show when answers go elsewhere stays as it is', () => {
  expect(replyChange(settings, { replyHandling: 'sender' })).toEqual({ replyHandling: 'sender', clickTracking: false });
});
