import type { Signer } from '../../signer/port';

/** What the domain needs of the signer: new keys, and the public line that clusters without one of their own believe. */
export type ClusterKeys = Pick<Signer, 'makeKey' | 'portalPublicLine'>;
