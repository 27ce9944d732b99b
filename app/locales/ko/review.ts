export const review = {
  title: '심사',
} as const;
