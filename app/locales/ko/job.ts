export const job = {
  title: '작업',
} as const;
