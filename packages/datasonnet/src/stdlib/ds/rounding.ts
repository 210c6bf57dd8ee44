/** Rounds the decimal spelling of a double to so many places, a half away from zero (Java's `HALF_UP`). */
export function roundHalfUp(value: number, places: number): number {
  return Number(roundDecimal(value, places, (_whole, half) => half >= 0));
}

/** Rounds the decimal spelling to so many places, a half to the even neighbour, and gives the shortest text of it. */
export function roundHalfEvenText(value: number, places: number): string {
  const text = roundDecimal(value, places, (last, half) => half > 0 || (half === 0 && last % 2 === 1));
  const trimmed = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return trimmed;
}

/** `up` is told the last digit that stays and how the rest compares with a half: -1, 0 or 1. */
function roundDecimal(value: number, places: number, up: (last: number, half: number) => boolean): string {
  const { negative, digits, exponent } = decimal(value);
  // digits × 10^exponent; cut so that `places` digits after the point stay.
  const cut = -(exponent + places);
  if (cut <= 0) return String(value).includes('e') ? plainText(negative, digits, exponent) : String(value);
  const padded = digits.padStart(cut + 1, '0');
  const keep = padded.slice(0, padded.length - cut);
  const rest = padded.slice(padded.length - cut);
  const halfText = `5${'0'.repeat(cut - 1)}`;
  const half = rest > halfText ? 1 : rest === halfText ? 0 : -1;
  let kept = BigInt(keep);
  if (up(Number(keep.at(-1)), half)) kept += 1n;
  return plainText(negative && kept !== 0n, kept.toString(), -places);
}

function plainText(negative: boolean, digits: string, exponent: number): string {
  const sign = negative ? '-' : '';
  if (exponent >= 0) return sign + (digits === '0' ? '0' : digits + '0'.repeat(exponent));
  const padded = digits.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

function decimal(value: number): { readonly negative: boolean; readonly digits: string; readonly exponent: number } {
  const [mantissa = '', exponentText = '0'] = Math.abs(value).toExponential().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { negative: value < 0, digits: whole + fraction, exponent: Number(exponentText) - fraction.length };
}
