/** Counts tries by key and refuses when there were too many. */
export interface TryLimit {
  /** @throws AppError[too-many-tries] with `retryAfterSeconds`. */
  take(key: string): Promise<void>;
}
