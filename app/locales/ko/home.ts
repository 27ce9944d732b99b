export const home = {
  title: '홈',
} as const;
