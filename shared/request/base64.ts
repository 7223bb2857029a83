// Base64 of UTF-8 text. `btoa` takes no Unicode and Buffer is Node's, so neither serves here.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const encoder = new TextEncoder();

export function encodeBase64(text: string): string {
  const bytes = encoder.encode(text);
  let encoded = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = bytes.subarray(index, index + 3);
    const group = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    encoded += digit(group >> 18) + digit(group >> 12);
    encoded += second === undefined ? '=' : digit(group >> 6);
    encoded += third === undefined ? '=' : digit(group);
  }
  return encoded;
}

function digit(bits: number): string {
  return alphabet.charAt(bits & 63);
}
