import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { keyScopes, permissionsOfScope, wideScopes } from '../../domain/key-scope.ts';
import { installationPermissions, rolePermissions, roles, storePermissions } from '../../domain/permission.ts';
import { betweenMarkers } from './between-markers.ts';

/**
 * Writes the tables of `docs/permissions.md` between their markers; with `--check` it only tells whether they are up to
 * date.
 */
const file = fileURLToPath(new URL('../../docs/permissions.md', import.meta.url));
const text = readFileSync(file, 'utf8');
const written = [
  ['roles', rolesTable()],
  ['scopes', scopesTable()],
  ['installation', installationPermissions.map((permission) => `\`${permission}\``).join(', ')],
].reduce((page, [name = '', table = '']) => betweenMarkers(page, name, table), text);

if (!process.argv.includes('--check')) writeFileSync(file, written);
else if (written !== text) {
  console.error('docs/permissions.md is out of date: run "node scripts/docs/permissions.ts" and commit it.');
  process.exitCode = 1;
}

function rolesTable(): string {
  const rows = storePermissions.map((permission) => {
    const marks = roles.map((role) => (rolePermissions[role].includes(permission) ? 'yes' : ''));
    return `| \`${permission}\` | ${marks.join(' | ')} |`;
  });
  return [`| permission | ${roles.join(' | ')} |`, `|---|${roles.map(() => '---|').join('')}`, ...rows].join('\n');
}

function scopesTable(): string {
  const rows = wideScopes.map((scope) => {
    const held = [...permissionsOfScope(scope)].map((permission) => `\`${permission}\``);
    return `| \`${scope}\` | ${held.join(', ')} |`;
  });
  const fine = keyScopes.filter((scope) => !wideScopes.some((wide) => wide === scope));
  return [
    '| wide scope | permissions |',
    '|---|---|',
    ...rows,
    '',
    `Fine scopes, each of which is one permission: ${fine.map((scope) => `\`${scope}\``).join(', ')}.`,
  ].join('\n');
}
