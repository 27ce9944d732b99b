export const demo = {
  title: '체험판',
  peopleTitle: '한 번 눌러 들어가 보기',
  peopleLead: '체험판의 사람들이에요. 이름을 누르면 바로 그 사람이 되어요.',
  become: '{name}[이/가] 되기',
  kind: {
    pupil: '고등학생',
    student: '대학생',
    graduate: '대학원생',
    teacher: '선생님',
    reviewer: '심사위원',
    reviewer2: '심사위원 2',
    reviewer3: '심사위원 3',
    professor: '지도교수',
    operator: '센터 운영자',
    sponsor: '후원 기관',
    admin: '관리자',
  },
} as const;
