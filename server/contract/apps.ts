/** Icons that an app may carry; each is drawn by `app/parts/app-icon.tsx`. */
export const appIcons = ['notebook', 'code', 'chart', 'globe'] as const;
export type AppIcon = (typeof appIcons)[number];

/** How the portal reaches what a job listens on: it runs where logins come in, or on a node that these can reach by TCP. */
export const appReaches = ['login-host', 'node-tcp'] as const;
export type AppReach = (typeof appReaches)[number];

/** Where an app listens: a unix socket, or a port of the node that its job runs on. */
export type AppAddress = { kind: 'socket'; path: string } | { kind: 'tcp'; port: number };
