export const statementOfs = ['person', 'class', 'school', 'programme'] as const;
/** Whose hours a statement tells of. */
export type StatementOf = (typeof statementOfs)[number];

export const statementKinds = ['csv', 'pdf'] as const;
