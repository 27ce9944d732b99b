import type { LedgerAccountId } from '#server/contract/ids';

/**
 * The accounts that exist before anybody: written with fixed ids, so that seeding is a plain "insert unless there".
 * The platform has the lowest id of all, so every path is locked from the top.
 */
export const ledgerRoots = {
  platform: '00000000-0000-7000-8000-000000000001',
  /** Stands apart from the platform's tree, so that no cap above it can stop a settlement. */
  overrun: '00000000-0000-7000-8000-000000000002',
  starter: '00000000-0000-7000-8000-000000000011',
  class: '00000000-0000-7000-8000-000000000012',
  research: '00000000-0000-7000-8000-000000000013',
} as Record<'platform' | 'overrun' | 'starter' | 'class' | 'research', LedgerAccountId>;

/** The programmes' own ids. */
export const programmeIds = {
  starter: '00000000-0000-7000-8000-000000000021',
  class: '00000000-0000-7000-8000-000000000022',
  research: '00000000-0000-7000-8000-000000000023',
} as const;
