export const demo = {
  title: '체험판',
} as const;
