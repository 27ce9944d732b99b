/** Every WebSocket address of the portal. */
export const socketPaths = ['/ws/terminal'] as const;

export type SocketPath = (typeof socketPaths)[number];
