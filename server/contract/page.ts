export interface Page<Item> {
  items: Item[];
  /** Give it back as `cursor` for the next page; undefined at the end. */
  next: string | undefined;
}
