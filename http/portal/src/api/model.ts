import type { components } from './generated/schema';

export type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type ConversationSummary = Schemas['ConversationSummary'];
export type ConversationDetail = Schemas['ConversationDetail'];
export type Message = Schemas['Message'];
export type MessageContent = NonNullable<Message['content']>;
export type LeadSummary = Schemas['LeadSummary'];
export type LeadDetail = Schemas['LeadDetail'];
export type Channel = Schemas['Channel'];
export type ChangeChannel = Schemas['ChangeChannelRequest'];
export type CreateChannel = Schemas['CreateChannelRequest'];
export type DeadLetter = Schemas['DeadLetter'];
export type Overview = Schemas['Overview'];

export type Permission = Schemas['Permission'];

export const conversationViews = ['all', 'attention', 'ai', 'human', 'spam'] as const;
export type ConversationView = (typeof conversationViews)[number];

export const leadStatuses = [
  'new',
  'qualifying',
  'qualified',
  'appointment_booked',
  'handed_off',
  'nurturing',
  'closed_won',
  'closed_lost',
  'disqualified',
] as const;
export type LeadStatus = (typeof leadStatuses)[number];

export const leadScores = ['hot', 'warm', 'cold', 'unscored'] as const;
export type LeadScore = (typeof leadScores)[number];

export const deadLetterStates = ['open', 'replayed', 'discarded'] as const;
export type DeadLetterState = (typeof deadLetterStates)[number];

export const qualificationFields = [
  'service',
  'urgency',
  'budget',
  'location',
  'decisionMaker',
  'timeline',
] as const;

/** Narrows a string from the URL or the server to one of the known values. */
export function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((k) => k === value);
}

export function may(me: Me | undefined, permission: Permission): boolean {
  return me?.permissions.some((p) => p === permission) ?? false;
}
