/** A number, or undefined where an operand has no value. */
type Value = number | undefined;

type Token = { readonly kind: 'number' | 'operand' | 'name' | 'sign'; readonly text: string };

/** Evaluates DHIS2's arithmetic: `#{…}` and the like by `operand`, + - * / ^ %, comparisons, and the common functions. */
export function evaluateExpression(expression: string, operand: (text: string) => Value): Value {
  const tokens = tokenize(expression);
  let at = 0;
  const peek = (): string | undefined => tokens[at]?.text;
  const takes = (...signs: readonly string[]): string | undefined => {
    const token = tokens[at];
    if (!token || token.kind !== 'sign' || !signs.includes(token.text)) return undefined;
    at++;
    return token.text;
  };
  const number = (value: Value): number => value ?? 0;
  const either = (): Value => {
    let left = both();
    while (takes('||')) left = number(left) !== 0 || number(both()) !== 0 ? 1 : 0;
    return left;
  };
  const both = (): Value => {
    let left = comparison();
    while (takes('&&')) {
      const right = comparison();
      left = number(left) !== 0 && number(right) !== 0 ? 1 : 0;
    }
    return left;
  };
  const comparison = (): Value => {
    let left = sum();
    for (let sign = takes('==', '!=', '<=', '>=', '<', '>'); sign; sign = takes('==', '!=', '<=', '>=', '<', '>')) {
      left = compare(sign, number(left), number(sum())) ? 1 : 0;
    }
    return left;
  };
  const sum = (): Value => {
    let left = product();
    for (let sign = takes('+', '-'); sign; sign = takes('+', '-')) {
      const right = number(product());
      left = sign === '+' ? number(left) + right : number(left) - right;
    }
    return left;
  };
  const product = (): Value => {
    let left = power();
    for (let sign = takes('*', '/', '%'); sign; sign = takes('*', '/', '%')) {
      const right = number(power());
      left = sign === '*' ? number(left) * right : sign === '/' ? number(left) / right : number(left) % right;
    }
    return left;
  };
  const power = (): Value => {
    const base = unary();
    return takes('^') ? number(base) ** number(power()) : base;
  };
  const unary = (): Value => {
    if (takes('-')) return -number(unary());
    if (takes('+')) return unary();
    if (takes('!')) return number(unary()) === 0 ? 1 : 0;
    return primary();
  };
  const primary = (): Value => {
    if (takes('(')) {
      const inner = either();
      takes(')');
      return inner;
    }
    const token = tokens[at++];
    if (!token) return undefined;
    if (token.kind === 'number') return Number(token.text);
    if (token.kind === 'operand') return operand(token.text);
    const given: Value[] = [];
    if (token.kind === 'name' && takes('(')) {
      while (at < tokens.length && peek() !== ')') {
        given.push(either());
        takes(',');
      }
      takes(')');
    }
    return call(token.text, given);
  };
  return either();
}

function compare(sign: string, left: number, right: number): boolean {
  switch (sign) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    default:
      return left > right;
  }
}

function call(name: string, given: readonly Value[]): Value {
  const [first, second, third] = given;
  const numbers = given.flatMap((value) => value ?? []);
  switch (name) {
    case 'if':
      return (first ?? 0) !== 0 ? second : third;
    case 'isNull':
      return first === undefined ? 1 : 0;
    case 'isNotNull':
      return first === undefined ? 0 : 1;
    case 'firstNonNull':
      return given.find((value) => value !== undefined);
    case 'greatest':
      return Math.max(...numbers);
    case 'least':
      return Math.min(...numbers);
    case 'd2:zing':
      return Math.max(0, first ?? 0);
    case 'd2:oizp':
      return (first ?? 0) >= 0 ? 1 : 0;
    case 'd2:round':
    case 'round':
      return Math.round(first ?? 0);
    case 'log':
      return Math.log(first ?? 0);
    case 'log10':
      return Math.log10(first ?? 0);
    default:
      return undefined;
  }
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern =
    /\s+|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|((?:[A-Z#]+|OUG|PS_EVENTDATE)\{[^}]*\}|\[days\])|([A-Za-z][\w:]*)|(\|\||&&|==|!=|<=|>=|[-+*/%^()<>!,])/g;
  for (const [whole, number, operand, name, sign] of text.matchAll(pattern)) {
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (operand !== undefined) tokens.push({ kind: 'operand', text: operand });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: whole });
  }
  return tokens;
}
