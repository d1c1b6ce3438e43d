import type { RouteDeps } from '../../route-deps.ts';
import { getSharedInvitation, postInvitationAcceptance } from './accept-invitation.ts';
import { deleteIdentity, getIdentities, postIdentities } from './identities.ts';
import { deleteInvitation, getInvitations, postInvitations } from './invitations.ts';
import { getMe, patchMe } from './me.ts';
import { deleteMember, getMembers, patchMember } from './members.ts';
import { getSignInMethods } from './methods.ts';
import {
  deletePasskey,
  deleteTotp,
  getSecondFactors,
  postPasskeyConfirmation,
  postPasskeys,
  postTotp,
  postTotpConfirmation,
} from './own-second-factors.ts';
import { postPassword } from './password.ts';
import { getPasswordReset, postPasswordReset, postPasswordResets } from './password-resets.ts';
import { postRefresh } from './refresh.ts';
import { postPasskeyRequest, postSecondFactor } from './second-factor.ts';
import { deleteOwnSession, getOwnSessions } from './sessions.ts';
import { postAccountLinks, postSetUp } from './set-up.ts';
import { postSignIn } from './sign-in.ts';
import { postSignOut } from './sign-out.ts';
import { getTeamSecondFactor, putTeamSecondFactor } from './team-second-factor.ts';
import { getUsers, postUserCommand } from './users.ts';

/** Who signs in, and who works in a store. */
export function accountRoutes(deps: RouteDeps) {
  return [
    getSignInMethods(deps),
    postSignIn(deps),
    postSecondFactor(deps),
    postPasskeyRequest(deps),
    postRefresh(deps),
    postSignOut(deps),
    postSetUp(deps),
    postPasswordResets(deps),
    getPasswordReset(deps),
    postPasswordReset(deps),
    getSharedInvitation(deps),
    postInvitationAcceptance(deps),
    getMe(deps),
    patchMe(deps),
    getOwnSessions(deps),
    deleteOwnSession(deps),
    postPassword(deps),
    getSecondFactors(deps),
    postTotp(deps),
    postTotpConfirmation(deps),
    deleteTotp(deps),
    postPasskeys(deps),
    postPasskeyConfirmation(deps),
    deletePasskey(deps),
    getIdentities(deps),
    postIdentities(deps),
    deleteIdentity(deps),
    getMembers(deps),
    patchMember(deps),
    deleteMember(deps),
    getTeamSecondFactor(deps),
    putTeamSecondFactor(deps),
    getInvitations(deps),
    postInvitations(deps),
    deleteInvitation(deps),
    postAccountLinks(deps),
    getUsers(deps),
    postUserCommand(deps, 'deactivate'),
    postUserCommand(deps, 'activate'),
  ] as const;
}
