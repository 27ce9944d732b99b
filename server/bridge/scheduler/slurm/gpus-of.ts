/** GPUs of `gres:gpu:2`, `gres/gpu:a100:2`, `gpu:a100:4(S:0-1)`, `N/A`; several kinds are added. Never throws. @see squeue(1), %b; sinfo(1), Gres */
export function gpusOfGres(text: string): number {
  return [
    ...text.replace(/\([^)]*\)/g, '').matchAll(/(?:^|[,/:])gpu(?::[^:,\d][^:,]*)?(?::(\d+))?(?=,|$)/g),
  ].reduce((sum, match) => sum + Number(match[1] ?? 1), 0);
}

/** GPUs of `billing=4,cpu=4,gres/gpu=2,mem=8G,node=1`. Typed counts (`gres/gpu:a100=2`) repeat the total and are not added. Never throws. */
export function gpusOfTres(text: string): number {
  const total = /(?:^|,)gres\/gpu=(\d+)/.exec(text)?.[1];
  if (total !== undefined) return Number(total);
  return [...text.matchAll(/(?:^|,)gres\/gpu:[^=,]+=(\d+)/g)].reduce(
    (sum, match) => sum + Number(match[1]),
    0,
  );
}
