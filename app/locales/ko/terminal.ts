export const terminal = {
  title: '터미널',
} as const;
