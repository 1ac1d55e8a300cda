/** Text of the 128 characters of ASCII as bytes and back. The core has no TextEncoder, and needs no other letters. */

/** One byte a character. Throws at the first character that is not ASCII. */
export const asciiBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (code > 127)
      throw new Error(`ascii: expected letters of ASCII, got ${JSON.stringify(character)}`);
    return code;
  });

/** One character a byte; bytes above 127 come out as the letters of Latin-1, which no text of ours has. */
export function asciiText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
