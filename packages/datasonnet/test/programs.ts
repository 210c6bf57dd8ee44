import fc from 'fast-check';

/*
 * Random programs: well-formed in the grammar, mostly meaningful, with names that are mostly bound. Used by property tests
 * and by the fuzzer.
 */

const names = ['a', 'b', 'c', 'x', 'y', 'payload'];
const fields = ['a', 'b', 'c', 'name', 'n', 'list', 'o'];

const name = fc.constantFrom(...names);
const field = fc.constantFrom(...fields);

const literal = fc.oneof(
  fc.constantFrom('null', 'true', 'false', '0', '1', '2.5', '1e3', '-7', '1e-7', '123456789', '9007199254740993'),
  fc.constantFrom("''", "'a'", "'é漢'", "'😀'", '"b\\n"', "@'v''w'", "'%s'", "'10'", '|||\n  block\n   deeper\n|||\n'),
);

const binaryOperators = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '<',
  '>',
  '<=',
  '>=',
  '==',
  '!=',
  '&&',
  '||',
  '&',
  '|',
  '^',
  '<<',
  '>>',
  'in',
];

/** Library calls that every profile has. */
const calls = [
  ['std.length', 1],
  ['std.type', 1],
  ['std.toString', 1],
  ['std.objectFields', 1],
  ['std.reverse', 1],
  ['std.join', 2],
  ['std.split', 2],
  ['std.abs', 1],
  ['std.max', 2],
  ['std.prune', 1],
  ['std.mergePatch', 2],
  ['std.sort', 1],
  ['std.set', 1],
  ['std.member', 2],
  ['std.range', 2],
  ['std.manifestJsonEx', 2],
  ['std.parseInt', 1],
  ['std.base64', 1],
  ['std.substr', 3],
] as const;

interface Shapes {
  readonly expression: string;
}

/** @param datasonnet Whether `try` and `default` are there. */
export function programs(datasonnet: boolean): fc.Arbitrary<string> {
  const { expression } = fc.letrec<Shapes>((tie) => {
    const inner = tie('expression') as fc.Arbitrary<string>;
    const wrapped = inner.map((text) => `(${text})`);
    const member = fc.oneof(
      fc
        .tuple(field, fc.constantFrom(':', '::', ':::', '+:'), inner)
        .map(([key, colon, value]) => `${key}${colon} ${value}`),
      fc.tuple(inner, inner).map(([key, value]) => `[${key}]: ${value}`),
      fc.tuple(name, inner).map(([key, value]) => `local ${key} = ${value}`),
      fc.tuple(field, name, inner).map(([key, parameter, body]) => `${key}(${parameter}):: ${body}`),
      inner.map((condition) => `assert ${condition} : 'no'`),
    );
    const composed = [
      fc.tuple(wrapped, fc.constantFrom(...binaryOperators), wrapped).map((parts) => parts.join(' ')),
      fc.tuple(fc.constantFrom('-', '+', '!', '~'), wrapped).map((parts) => parts.join('')),
      fc.array(inner, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc.array(member, { maxLength: 3 }).map((items) => `{ ${items.join(', ')} }`),
      fc.tuple(wrapped, field).map(([target, key]) => `${target}.${key}`),
      fc.tuple(wrapped, inner).map(([target, key]) => `${target}[${key}]`),
      fc.tuple(wrapped, inner, inner).map(([target, from, to]) => `${target}[${from}:${to}]`),
      fc.tuple(inner, inner, inner).map(([test, yes, no]) => `if ${test} then ${yes} else ${no}`),
      fc.tuple(name, inner, inner).map(([key, value, body]) => `local ${key} = ${value}; ${body}`),
      fc.tuple(name, inner, inner).map(([key, body, argument]) => `(function(${key}) ${body})(${argument})`),
      fc.tuple(name, inner, inner).map(([key, body, rest]) => `local ${key}(x, y=1) = ${body}; ${rest}`),
      fc.tuple(inner, name, inner).map(([body, key, list]) => `[${body} for ${key} in ${list}]`),
      fc
        .tuple(inner, inner, name, inner)
        .map(([key, value, each, list]) => `{ [${key}]: ${value} for ${each} in ${list} }`),
      fc.tuple(wrapped, wrapped).map(([fn, list]) => `std.map(function(x) ${fn}, ${list})`),
      fc
        .tuple(wrapped, wrapped, wrapped)
        .map(([fn, list, first]) => `std.foldl(function(x, y) ${fn}, ${list}, ${first})`),
      fc
        .tuple(fc.constantFrom(...calls), fc.array(inner, { minLength: 3, maxLength: 3 }))
        .map(([[fn, count], args]) => `${fn}(${args.slice(0, count).join(', ')})`),
      inner.map((message) => `error ${message}`),
      fc.tuple(wrapped, fc.array(member, { maxLength: 2 })).map(([base, items]) => `${base} { ${items.join(', ')} }`),
      fc.constantFrom('self', '$', 'self.a', '$.b', 'super.a', "'a' in super"),
    ];
    const protecting = [
      fc.tuple(wrapped, wrapped).map(([body, otherwise]) => `try ${body} else ${otherwise}`),
      fc.tuple(wrapped, wrapped).map(([body, otherwise]) => `${body} default ${otherwise}`),
    ];
    return {
      expression: fc.oneof(
        { maxDepth: 5, depthSize: 'small' },
        literal,
        name,
        ...composed,
        ...(datasonnet ? protecting : []),
      ),
    };
  });
  return expression;
}
