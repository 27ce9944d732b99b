export const launch = {
  title: '실행하기',
} as const;
