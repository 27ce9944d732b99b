/** Joins class names, leaving out what is not there. Never throws. */
export const classes = (...names: (string | false | null | undefined)[]): string =>
  names.filter(Boolean).join(' ');
