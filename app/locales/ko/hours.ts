export const hours = {
  title: '내 시간',
} as const;
