export const launches = {
  title: '내 작업',
} as const;
