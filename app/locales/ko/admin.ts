export const admin = {
  title: '관리',
} as const;
