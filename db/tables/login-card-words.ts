/** Rows of `login_card_words`: lines that still open something. A keyed hash is kept, never the words. */
export interface LoginCardWordsTable {
  card_id: string;
  /** 0: the QR code's. */
  line: number;
  words_hash: string;
}
