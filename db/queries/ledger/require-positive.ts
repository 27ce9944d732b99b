/** Amounts are positive whole numbers; a zero or negative one is a programming error, caught before SQL. @throws RangeError */
export function requirePositive(amount: bigint): void {
  if (amount <= 0n) throw new RangeError('an amount of hours must be positive');
}
