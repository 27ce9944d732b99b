export const people = {
  title: '사람들',
} as const;
