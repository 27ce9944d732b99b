import type { JsonWithDefault, NullableJson } from '../json';

/** Rows of `launch_apps`: what a launch of kind `app` has beside its launch. Instants in UTC. */
export interface LaunchAppTable {
  launch_id: string;
  app: string;
  /** Field → value, as the manifest checked it. */
  fields: JsonWithDefault;
  /** AppAddress, as its job said it and the portal checked it. */
  address: NullableJson;
  started_at: Date | null;
  ready_at: Date | null;
  /** When it was last seen in use, or its person wanted it kept. */
  active_at: Date | null;
  /** Nobody uses it, its person was asked: it is stopped then. */
  idle_stops_at: Date | null;
  /** It was stopped because nobody used it. */
  idle_stopped_at: Date | null;
}
