export const mail = {
  title: '메일',
} as const;
