export const requests = {
  title: '시간 신청',
} as const;
