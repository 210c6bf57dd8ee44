/** pi times 2 to the power of `bits`, cut off: hash and cipher tables are taken from its digits. */
export function scaledPi(bits: bigint): bigint {
  const guard = 32n;
  const one = 1n << (bits + guard);
  return (4n * (4n * arctan(5n, one) - arctan(239n, one))) >> guard;
}

/** The first decimal digits of pi, without the point. */
export function piDigits(count: number): string {
  const one = 10n ** BigInt(count + 10);
  return (4n * (4n * arctan(5n, one) - arctan(239n, one))).toString().slice(0, count);
}

function arctan(inverse: bigint, one: bigint): bigint {
  let term = one / inverse;
  let sum = term;
  const square = inverse * inverse;
  for (let n = 3n; term !== 0n; n += 2n) {
    term = -term / square;
    sum += term / n;
  }
  return sum;
}
