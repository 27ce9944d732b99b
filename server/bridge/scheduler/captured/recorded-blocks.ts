import type { Output } from './captured';

/**
 * The commands of a recording with what each said; none when the text is no recording. Byte for byte, since outputs need not be UTF-8.
 * Never throws; linear.
 */
export function recordedBlocks(bytes: Buffer): { command: string; output: Output }[] {
  // latin1 keeps each byte as one character.
  const text = bytes.toString('latin1');
  if (!text.startsWith('$ ')) return [];
  const blocks: { command: string; output: Output }[] = [];
  const head = /^\$ (.*(?:\n(?!--- stdout|\$ ).*)*)\n(?:--- stdout\n)?/gm;
  const tail = /--- exit code: (\d+).*$/gm;
  for (let match = head.exec(text); match; match = head.exec(text)) {
    tail.lastIndex = head.lastIndex;
    const end = tail.exec(text);
    if (!end) break;
    const [stdout = '', stderr = ''] = text
      .slice(head.lastIndex, end.index)
      .split(/(?:^|(?<=\}))--- stderr\n/m, 2);
    blocks.push({
      command: utf8(match[1] ?? ''),
      output: {
        stdout: Buffer.from(stdout, 'latin1'),
        stderr: utf8(stderr).replace(/\n$/, ''),
        exitCode: Number(end[1]),
      },
    });
    head.lastIndex = tail.lastIndex;
  }
  return blocks;
}

const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');
