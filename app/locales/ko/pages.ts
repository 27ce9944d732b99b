/** Pages of the frame itself: not found, errors, the page of parts. */
export const pages = {
  notFoundTitle: '여기에는 아무것도 없어요',
  notFoundBody: '주소가 바뀌었거나, 다른 사람의 것이라 보이지 않는 것일 수 있어요.',
  errorTitle: '화면을 열지 못했어요',
  notAllowedTitle: '이 화면은 볼 수 없어요',
  requestId: '문의할 때 이 번호를 알려 주세요',
  goHome: '홈으로',
  tryAgain: '다시 열기',
  demoLabel: '체험판',
  demoBanner: '체험판이에요.',
  demoBannerMore: '사람과 센터는 지어냈고, 작업은 이 컴퓨터에서 정말로 돌아요.',
  demoChoose: '사람 고르기',
  demoSwitch: '다른 사람 되기',
  demoOutbox: '메일함',
  connectionLost: '연결이 끊겼어요. 작업은 그대로 돌고 있고, 다시 잇는 중이에요.',
  sendLater: '지금은 인터넷이 끊겨 있어 보내지 않았어요. 쓴 것은 그대로 있으니, 이어지면 다시 눌러 주세요.',
} as const;
