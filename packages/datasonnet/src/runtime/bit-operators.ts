import { toLong } from './number-text.ts';

const small = 0x40000000;

function isSmall(value: number): boolean {
  return value > -small && value < small && (value | 0) === value;
}

/** On 64-bit integers; fractions are cut. */
export function bitwise(operator: '&' | '|' | '^', left: number, right: number): number {
  if (isSmall(left) && isSmall(right)) {
    if (operator === '&') return left & right;
    return operator === '|' ? left | right : left ^ right;
  }
  const a = toLong(left);
  const b = toLong(right);
  const result = operator === '&' ? a & b : operator === '|' ? a | b : a ^ b;
  return Number(BigInt.asIntN(64, result));
}

/** On 64-bit integers, the count taken modulo 64. */
export function shift(operator: '<<' | '>>', left: number, right: number): number {
  const count = BigInt.asUintN(6, toLong(right));
  const value = toLong(left);
  return Number(operator === '<<' ? BigInt.asIntN(64, value << count) : value >> count);
}
