import { expect, test } from 'vitest';
import { confirmationMail } from './confirmation-mail.ts';

const mail = confirmationMail({
  to: 'vera@home.example',
  from: 'Shop <shop@example.com>',
  storeName: 'Kitchen & Co\r\nBcc: everybody@x.example',
  url: 'https://recover.example/c/token',
});

test('the mail that asks for a confirmation is no advertising: no goods, prices, codes, pictures or tracking (field 37)', () => {
  const whole = `${mail.subject} ${mail.text} ${mail.html}`;
  expect(whole).not.toMatch(/<img|<script|<style|url\(|%|€|\$|discount|offer|code|cart/i);
  expect(mail.headers).toEqual({});
});

test('its only link is the one that answers it', () => {
  expect(mail.text.match(/https?:\/\/\S+/g)).toEqual(['https://recover.example/c/token']);
  expect(mail.html?.match(/(href|src|background)="[^"]*"/g)).toEqual(['href="https://recover.example/c/token"']);
});

test('a name of a store does not break out of the line that it stands in', () => {
  expect(mail.subject).not.toMatch(/[\r\n]/);
  expect(mail.html).toContain('Kitchen &amp; Co');
});
