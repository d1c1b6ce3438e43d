import type { MemberRole } from '../../../domain/permission.ts';

/** An invitation as the store sees it: its token is never shown again. */
export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly role: MemberRole;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** How an invitation got to the person; a link is returned only where nobody else brings it. */
export type InvitationDelivery = { readonly kind: 'mailed' } | { readonly kind: 'link'; readonly url: string };
