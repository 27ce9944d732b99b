/** A text file that a person chose: UTF-8 when it is valid, else what Korean spreadsheets write (CP949). @throws DOMException when it cannot be read */
export async function readTextFile(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('euc-kr').decode(bytes);
  }
}
