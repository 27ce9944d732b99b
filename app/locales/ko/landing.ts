export const landing = {
  title: '학생이면 누구나, 국가 슈퍼컴퓨터',
} as const;
