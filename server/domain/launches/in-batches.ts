interface Waiting<Item, Answer> {
  item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Does what is asked at once by itself; what is asked while it works waits, and is done together next, up to `most` at a time. What
 * cannot be done together is done one by one, so that nobody fails by another's fault: `work` of one item must be harmless when its
 * first try was carried out without an answer.
 * work: as many answers as items, in their order. The same way as a database gathers commits that wait for one disk.
 */
export function inBatches<Item, Answer>(
  work: (items: Item[]) => Promise<Answer[]>,
  most: number,
): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = [];
  let isWorking = false;

  const doTogether = async (batch: Waiting<Item, Answer>[]): Promise<void> => {
    try {
      const answers = await work(batch.map(({ item }) => item));
      for (const [index, one] of batch.entries()) one.resolve(answers[index] as Answer);
    } catch (error) {
      const [only] = batch;
      if (batch.length === 1) only?.reject(error);
      else for (const one of batch) await doTogether([one]);
    }
  };
  const workAll = async (): Promise<void> => {
    isWorking = true;
    while (waiting.length > 0) await doTogether(waiting.splice(0, most));
    isWorking = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isWorking) void workAll();
    });
}
