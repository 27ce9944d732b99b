export const clusters = {
  title: '클러스터',
} as const;
