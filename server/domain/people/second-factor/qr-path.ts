import encodeQR from 'qr';
import type { QrView } from '../../../second-factor-services';

/** A text as a QR code with a quiet zone of 4 squares, rows of dark squares as runs of one path. Pure. @see ISO/IEC 18004, 9.1 */
export function qrPath(text: string): QrView {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const runs: string[] = [];
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x++;
      const width = x - from + 1;
      runs.push(`M${from} ${y}h${width}v1h-${width}z`);
    }
  });
  return { size: rows.length, path: runs.join('') };
}
