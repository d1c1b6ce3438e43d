import { describe, expect, test } from 'vitest';
import { brandOf, nothingSaid, plainBrand, type SaidBrand } from '../../domain/brand/brand.ts';
import { shownBrand } from '../../domain/brand/shown-brand.ts';
import { inBrand, senderOfBrand } from './brand-mail.ts';
import { invitationMail } from './invitations/invitation-mail.ts';

const mail = invitationMail({
  ...{ storeId: 's-1', to: 'grace@shop.example', idempotencyKey: 'i-1' },
  ...{ storeName: 'Loom', url: 'https://app.example/invitations#1' },
});
const shown = (said: Partial<SaidBrand>) =>
  shownBrand(brandOf({ store: nothingSaid, installation: { ...nothingSaid, ...said } }), 'https://app.example');

describe('a mail about an account', () => {
  test('stays as it comes where nobody said anything of the installation', () => {
    expect(inBrand(mail, shownBrand(plainBrand, ''))).toBe(mail);
    expect(senderOfBrand({ name: null }, 'Engine <hello@app.example>')).toBe('Engine <hello@app.example>');
  });

  test('has the name, the logo, the colours and the help of the installation', () => {
    const colours = { primary: '#0f766e', background: '#fff8e7', text: '#1a1d21', link: '#7a3e00' };
    const logos = { light: 'a'.repeat(64), dark: null };
    const { html, text } = inBrand(mail, shown({ name: 'Agency', colours, logos, supportUrl: 'https://help.example' }));
    expect(html).toContain(`<img src="https://app.example/v1/brand/logo/${'a'.repeat(64)}" alt="Agency"`);
    expect(html).toContain('background:#fff8e7;color:#1a1d21');
    expect(html).toContain('<a style="color:#7a3e00" href="https://app.example/invitations#1"');
    expect(text).toMatch(/--\nAgency\nhttps:\/\/help\.example\n$/);
    expect(senderOfBrand({ name: 'Agency' }, 'Engine <hello@app.example>')).toBe('Agency <hello@app.example>');
  });

  test('takes nothing of a name for a tag', () => {
    const { html } = inBrand(mail, shown({ name: '<script>"x"</script>' }));
    expect(html).not.toContain('<script>');
  });
});
