/** The mails about hours that end or run out. Which hours stands behind the link: what people named them is not put into a mail. */
export const hourMailWords = {
  'hours-end': {
    ko: {
      subject: '받은 시간이 {day}에 끝나요',
      text: '모두에서 받은 시간 가운데 {hours} GPU-시간이 남아 있고, 쓸 수 있는 마지막 날은 {day}이에요. 그 뒤에는 쓸 수 없어요. 돌고 있는 작업은 끝까지 돌아요.\n\n남은 시간과 쓴 곳 보기, 쓰지 않을 시간 돌려주기:\n{link}\n\n더 오래 필요하면 새로 신청해 주세요:\n{ask}\n\n이 메일은 설정에서 끌 수 있어요.\n\n모두',
    },
    en: {
      subject: 'Hours of yours end on {day}',
      text: 'Of hours that you were given on Modu, {hours} GPU-hours are left, and the last day to use them is {day}. After that they are gone. Jobs that run go on to their end.\n\nSee what is left and where it went, and return what you will not use:\n{link}\n\nIf you need them for longer, ask anew:\n{ask}\n\nYou can turn these mails off in Settings.\n\nModu',
    },
  },
  'hours-used': {
    ko: {
      subject: '받은 시간을 {percent}% 썼어요',
      text: '모두에서 받은 시간의 {percent}%를 썼고, {hours} GPU-시간이 남아 있어요.\n\n어디에 썼는지 보기:\n{link}\n\n모자랄 것 같으면 미리 신청해 주세요. 심사에 며칠 걸릴 수 있어요:\n{ask}\n\n이 메일은 설정에서 끌 수 있어요.\n\n모두',
    },
    en: {
      subject: '{percent} % of your hours are used',
      text: 'You have used {percent} % of hours that you were given on Modu; {hours} GPU-hours are left.\n\nSee where they went:\n{link}\n\nIf they will not be enough, ask in good time. A review can take some days:\n{ask}\n\nYou can turn these mails off in Settings.\n\nModu',
    },
  },
  'hours-gone': {
    ko: {
      subject: '받은 시간을 다 썼어요',
      text: '모두에서 받은 시간을 다 썼어요. 이 시간으로는 새 작업을 시작할 수 없어요. 돌고 있는 작업의 몫은 이미 잡아 두어서 끝까지 돌아요.\n\n더 필요하면 신청해 주세요:\n{ask}\n\n어디에 썼는지 보기:\n{link}\n\n이 메일은 설정에서 끌 수 있어요.\n\n모두',
    },
    en: {
      subject: 'Your hours are used up',
      text: 'Hours that you were given on Modu are used up. Nothing new can start on them. What jobs that run need is set aside already: they go on to their end.\n\nIf you need more, ask here:\n{ask}\n\nSee where they went:\n{link}\n\nYou can turn these mails off in Settings.\n\nModu',
    },
  },
  'class-hours-end': {
    ko: {
      subject: '가르치는 반의 시간이 {day}에 끝나요',
      text: '가르치는 반의 시간 가운데 {hours} GPU-시간이 남아 있고, 쓸 수 있는 마지막 날은 {day}이에요. 그 뒤에는 학생들이 쓸 수 없어요.\n\n반 화면에서 나누어 주거나, 더 신청하거나, 쓰지 않을 시간을 돌려줄 수 있어요:\n{link}\n\n학생들에게는 이 메일을 보내지 않았어요. 이 메일은 설정에서 끌 수 있어요.\n\n모두',
    },
    en: {
      subject: 'Hours of a class that you teach end on {day}',
      text: 'Of the hours of a class that you teach, {hours} GPU-hours are left, and the last day to use them is {day}. After that its students cannot use them.\n\nOn the page of the class you can share them out, ask for more, or return what you will not use:\n{link}\n\nStudents were not sent this mail. You can turn it off in Settings.\n\nModu',
    },
  },
  'class-hours-used': {
    ko: {
      subject: '가르치는 반의 시간을 {percent}% 썼어요',
      text: '가르치는 반이 시간의 {percent}%를 썼고, {hours} GPU-시간이 남아 있어요.\n\n누가 얼마나 썼는지 보고, 모자랄 것 같으면 반 화면에서 미리 신청해 주세요:\n{link}\n\n학생들에게는 이 메일을 보내지 않았어요. 이 메일은 설정에서 끌 수 있어요.\n\n모두',
    },
    en: {
      subject: '{percent} % of the hours of a class that you teach are used',
      text: 'A class that you teach has used {percent} % of its hours; {hours} GPU-hours are left.\n\nSee who used how much, and ask in good time if they will not be enough, on the page of the class:\n{link}\n\nStudents were not sent this mail. You can turn it off in Settings.\n\nModu',
    },
  },
  'class-hours-gone': {
    ko: {
      subject: '가르치는 반의 시간을 다 썼어요',
      text: '가르치는 반의 시간을 다 썼어요. 반의 시간으로는 새 작업을 시작할 수 없어요. 돌고 있는 작업은 끝까지 돌아요.\n\n반 화면에서 시간을 더 신청할 수 있어요:\n{link}\n\n학생들에게는 이 메일을 보내지 않았어요. 이 메일은 설정에서 끌 수 있어요.\n\n모두',
    },
    en: {
      subject: 'The hours of a class that you teach are used up',
      text: 'The hours of a class that you teach are used up. Nothing new can start on them; jobs that run go on to their end.\n\nYou can ask for more on the page of the class:\n{link}\n\nStudents were not sent this mail. You can turn it off in Settings.\n\nModu',
    },
  },
} as const;
