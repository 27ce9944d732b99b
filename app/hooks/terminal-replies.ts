/** The part of xterm that it needs; the same in the browser and without one. */
interface WithParser {
  parser: {
    registerDcsHandler(id: { intermediates?: string; final: string }, handle: () => boolean): unknown;
    registerCsiHandler(
      id: { prefix?: string; intermediates?: string; final: string },
      handle: () => boolean,
    ): unknown;
    registerOscHandler(id: number, handle: (data: string) => boolean): unknown;
  };
}

/**
 * Lets what is printed ask the terminal only for what shells need: device attributes and the cursor's place. Every answer is typed into
 * the shell, so a file that is only shown with `cat` could type. Colours, modes, settings and the version are not told.
 * @see ECMA-48 8.3.24 DA, 8.3.35 DSR; xterm control sequences (ctlseqs), DECRQSS, DECRQM, XTVERSION, OSC 4, 10–12, 52
 */
export function keepQuiet(terminal: WithParser): void {
  const { parser } = terminal;
  const swallow = () => true;
  parser.registerDcsHandler({ intermediates: '$', final: 'q' }, swallow);
  parser.registerDcsHandler({ intermediates: '+', final: 'q' }, swallow);
  parser.registerCsiHandler({ prefix: '>', final: 'q' }, swallow);
  parser.registerCsiHandler({ intermediates: '$', final: 'p' }, swallow);
  parser.registerCsiHandler({ prefix: '?', intermediates: '$', final: 'p' }, swallow);
  for (const colours of [4, 10, 11, 12]) parser.registerOscHandler(colours, (data) => data.includes('?'));
  // The clipboard is the person's: neither read nor written by what is printed.
  parser.registerOscHandler(52, swallow);
}
