export const sign = {
  title: '로그인',
} as const;
