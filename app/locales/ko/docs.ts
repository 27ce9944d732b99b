export const docs = {
  title: '도움말',
} as const;
