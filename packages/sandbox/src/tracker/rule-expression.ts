/** A value of a program rule: text, number, truth, or nothing. */
export type RuleValue = string | number | boolean | undefined;

/** Looks up a variable: `#{name}`, `A{name}` or `V{name}`. */
export type RuleLookup = (kind: '#' | 'A' | 'V' | 'C', name: string) => RuleValue;

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'variable' | 'op';
  readonly text: string;
}

const tokenPattern =
  /\s+|(\d+(?:\.\d+)?)|'([^']*)'|"([^"]*)"|([#AVC])\{([^}]+)\}|(d2:[A-Za-z]+|[A-Za-z_]+)|(&&|\|\||==|!=|<=|>=|[-+*/%<>!(),])/gy;

/** Evaluates a rule's expression; undefined when it uses what the sandbox does not know. */
export function evaluateRule(expression: string, lookup: RuleLookup): RuleValue {
  try {
    return new RuleParser(tokenize(expression), lookup).parse();
  } catch {
    return undefined;
  }
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const m = tokenPattern.exec(text);
    if (!m) throw new SyntaxError('unknown token');
    if (m[1] !== undefined) tokens.push({ kind: 'number', text: m[1] });
    else if (m[2] !== undefined || m[3] !== undefined) tokens.push({ kind: 'text', text: m[2] ?? m[3] ?? '' });
    else if (m[4] !== undefined) tokens.push({ kind: 'variable', text: `${m[4]}${m[5]}` });
    else if (m[6] !== undefined) tokens.push({ kind: 'name', text: m[6] });
    else if (m[7] !== undefined) tokens.push({ kind: 'op', text: m[7] });
  }
  return tokens;
}

const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

class RuleParser {
  readonly #tokens: readonly Token[];
  readonly #lookup: RuleLookup;
  #at = 0;

  constructor(tokens: readonly Token[], lookup: RuleLookup) {
    this.#tokens = tokens;
    this.#lookup = lookup;
  }

  parse(): RuleValue {
    const value = this.#level(0);
    if (this.#at < this.#tokens.length) throw new SyntaxError('left over');
    return value;
  }

  #level(level: number): RuleValue {
    const operators = levels[level];
    if (!operators) return this.#unary();
    let left = this.#level(level + 1);
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token?.kind !== 'op' || !operators.includes(token.text)) return left;
      this.#at++;
      left = combine(token.text, left, this.#level(level + 1));
    }
  }

  #unary(): RuleValue {
    const token = this.#tokens[this.#at];
    if (token?.kind === 'op' && (token.text === '!' || token.text === '-')) {
      this.#at++;
      const value = this.#unary();
      return token.text === '!' ? !truth(value) : -Number(value);
    }
    return this.#primary();
  }

  #primary(): RuleValue {
    const token = this.#tokens[this.#at++];
    if (!token) throw new SyntaxError('end');
    switch (token.kind) {
      case 'number':
        return Number(token.text);
      case 'text':
        return token.text;
      case 'variable':
        return this.#lookup(token.text[0] as '#', token.text.slice(1));
      case 'name':
        return this.#name(token.text);
      case 'op': {
        if (token.text !== '(') throw new SyntaxError(token.text);
        const value = this.#level(0);
        this.#at++;
        return value;
      }
    }
  }

  #name(name: string): RuleValue {
    if (name === 'true' || name === 'false') return name === 'true';
    const args: RuleValue[] = [];
    this.#at++;
    while (this.#tokens[this.#at]?.text !== ')') {
      args.push(this.#level(0));
      if (this.#tokens[this.#at]?.text === ',') this.#at++;
    }
    this.#at++;
    return call(name, args);
  }
}

function call(name: string, args: readonly RuleValue[]): RuleValue {
  const [first] = args;
  switch (name) {
    case 'd2:hasValue':
      return first !== undefined && first !== '';
    case 'd2:length':
      return text(first).length;
    case 'd2:round':
      return Math.round(Number(first));
    case 'd2:floor':
      return Math.floor(Number(first));
    case 'd2:ceil':
      return Math.ceil(Number(first));
    case 'd2:concatenate':
      return args.map(text).join('');
    case 'd2:left':
      return text(first).slice(0, Number(args[1]));
    case 'd2:daysBetween':
      return (Date.parse(text(args[1])) - Date.parse(text(first))) / 86_400_000;
  }
  throw new SyntaxError(name);
}

function text(value: RuleValue): string {
  return value === undefined ? '' : String(value);
}

function truth(value: RuleValue): boolean {
  return value === true || value === 'true' || (typeof value === 'number' && value !== 0);
}

function combine(operator: string, left: RuleValue, right: RuleValue): RuleValue {
  if (operator === '&&') return truth(left) && truth(right);
  if (operator === '||') return truth(left) || truth(right);
  const numeric =
    left !== '' &&
    right !== '' &&
    left !== undefined &&
    right !== undefined &&
    Number.isFinite(Number(left)) &&
    Number.isFinite(Number(right));
  const [a, b] = numeric ? [Number(left), Number(right)] : [text(left), text(right)];
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '+':
      return typeof a === 'number' && typeof b === 'number' ? a + b : text(a) + text(b);
    case '-':
      return Number(a) - Number(b);
    case '*':
      return Number(a) * Number(b);
    case '/':
      return Number(a) / Number(b);
    default:
      return Number(a) % Number(b);
  }
}
