import type { identities } from '../../../db/postgres/schema/index.ts';

export type IdentityKind = (typeof identities.$inferSelect)['kind'];

/** Enough to recognise an address that one knows, too little to use it: `a•••@e•••.com`, `+49•••67`. */
export function maskIdentity(kind: IdentityKind, value: string): string {
  switch (kind) {
    case 'email':
      return maskEmail(value);
    case 'phone':
      return `${value.slice(0, 3)}•••${value.slice(-2)}`;
    case 'anonymous':
    case 'customer':
    case 'push':
      return `${value.slice(0, Math.min(3, Math.floor(value.length / 3)))}•••`;
  }
}

export function maskName(name: string): string {
  const [initial = ''] = name;
  return `${initial}•••`;
}

function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  const dot = domain.lastIndexOf('.');
  return `${email.slice(0, 1)}•••@${domain.slice(0, 1)}•••${dot < 0 ? '' : domain.slice(dot)}`;
}
