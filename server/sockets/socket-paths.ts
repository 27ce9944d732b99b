/** Every WebSocket address of the portal. */
export const socketPaths = ['/ws/terminal', '/ws/watch'] as const;

export type SocketPath = (typeof socketPaths)[number];
