import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** What people look for most; everything else is shown by its own name, made readable. */
export const actions = [
  'signIn',
  'signOut',
  'signOutEverywhere',
  'inviteMember',
  'revokeInvitation',
  'sendInvitationAgain',
  'acceptInvitation',
  'joinByInvitation',
  'changeMemberRole',
  'removeMember',
  'leaveTeam',
  'transferOwnership',
  'createChannel',
  'changeChannel',
  'endPreviousSecret',
  'pauseChannel',
  'resumeChannel',
  'disconnectChannel',
  'takeOver',
  'handBack',
  'markAsSpam',
  'markAsNotSpam',
  'reply',
  'changeLeadStatus',
  'impersonate',
  'stopImpersonation',
  'operatorRead',
  'operator-made',
  'disableUser',
  'enableUser',
  'signOutUser',
  'tenant-frozen',
  'tenant-restored',
  'locked-out',
] as const;

/** What was done, in words. */
export function useActionText(): (action: string) => string {
  const { t } = useTranslation('audit');
  return useCallback(
    (action) => {
      const known = actions.find((a) => a === action);
      if (known) return t(`action.${known}`);
      const words = action.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[-_]+/g, ' ').toLowerCase();
      return words.charAt(0).toUpperCase() + words.slice(1);
    },
    [t],
  );
}
