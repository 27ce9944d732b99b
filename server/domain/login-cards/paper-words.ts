import type { Locale } from '../../contract/roles';

/** What stands on the paper besides names, words and addresses. */
export const paperWords: Record<
  Locale,
  {
    title: string;
    brand: string;
    card: string;
    name: string;
    scan: string;
    code: string;
    lines: string;
    at: string;
    keep: string;
  }
> = {
  ko: {
    title: '로그인 카드',
    brand: '모두',
    card: '카드',
    name: '이름',
    scan: '처음에 한 번 찍어요',
    code: '카드 이름',
    lines: '들어올 때마다 위에서부터 한 줄씩 쓰고 표시해요',
    at: '학교 컴퓨터에서는',
    keep: '이 카드는 열쇠예요. 남에게 보이지 말고, 잃어버리면 바로 선생님께 알려 주세요.',
  },
  en: {
    title: 'Login cards',
    brand: 'Modu',
    card: 'Card',
    name: 'Name',
    scan: 'Scan once, to begin',
    code: 'Name of this card',
    lines: 'One line each time you sign in, from the top; tick it off',
    at: 'On a school computer:',
    keep: 'This card is a key. Show it to nobody, and tell your teacher at once if it is lost.',
  },
};
