/** What a person may be in the portal; one person can hold several. */
export const roles = ['student', 'teacher', 'reviewer', 'operator', 'sponsor', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** Where a person learns; asked at sign-up. */
export const levels = ['middle', 'high', 'undergraduate', 'graduate', 'teacher', 'none'] as const;
export type Level = (typeof levels)[number];

export const locales = ['ko', 'en'] as const;
export type Locale = (typeof locales)[number];
