import type { AppAddress, AppReach } from '../../contract/apps';
import type { DialTarget } from '../../bridge/ssh/port';

/**
 * What to dial from a cluster's login host. A port is dialled on the node that the scheduler itself says the job runs on, never on one
 * that a job or a browser names. undefined: the scheduler has not said it yet, or it is no name of a node. Pure; never throws.
 */
export function appTarget(
  address: AppAddress,
  reach: AppReach,
  node: string | null | undefined,
): DialTarget | undefined {
  if (address.kind === 'socket') return reach === 'login-host' ? address : undefined;
  if (reach !== 'node-tcp' || !node || !isNodeName(node)) return undefined;
  return { kind: 'tcp', host: node, port: address.port };
}

/** A host name as schedulers give it; no address, nothing that means the login host itself. @see RFC 1123 §2.1 */
const isNodeName = (node: string): boolean =>
  /^(?=.{1,253}$)[A-Za-z]([A-Za-z0-9-]{0,62})(\.[A-Za-z0-9]([A-Za-z0-9-]{0,62}))*$/.test(node) &&
  !/^localhost(\.|$)/i.test(node);
