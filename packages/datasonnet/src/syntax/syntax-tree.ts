import type { SourceText } from '../source/source-text.ts';

/*
 * The public syntax tree. Every node knows its stretch of the source (`start` inclusive, `end` exclusive, UTF-16 offsets);
 * comments are kept in order beside the tree. Formatter, linter and compiler all read this one tree.
 */

export interface Comment {
  /** With its marks: `// …`, `# …` or `/* … *\/`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface SyntaxDiagnostic {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A parsed file. `root` is there also when there are diagnostics; what could not be read is a `Missing` node. */
export interface SyntaxTree {
  readonly source: SourceText;
  readonly root: Expression;
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly SyntaxDiagnostic[];
}

interface NodeBase {
  readonly start: number;
  readonly end: number;
}

export type Expression =
  | Missing
  | NullLiteral
  | BooleanLiteral
  | NumberLiteral
  | StringLiteral
  | InterpolatedString
  | Identifier
  | Self
  | Super
  | Dollar
  | Parenthesized
  | ArrayLiteral
  | ArrayComprehension
  | ObjectLiteral
  | ObjectComprehension
  | FieldAccess
  | IndexAccess
  | Slice
  | Call
  | ObjectExtension
  | Unary
  | Binary
  | Conditional
  | FunctionExpression
  | Local
  | Assertion
  | ErrorExpression
  | Try
  | Import;

/** Stands where an expression should be. */
export interface Missing extends NodeBase {
  readonly kind: 'Missing';
}

export interface NullLiteral extends NodeBase {
  readonly kind: 'NullLiteral';
}

export interface BooleanLiteral extends NodeBase {
  readonly kind: 'BooleanLiteral';
  readonly value: boolean;
}

export interface NumberLiteral extends NodeBase {
  readonly kind: 'NumberLiteral';
  readonly value: number;
  /** As written. */
  readonly text: string;
  /** Written with the suffix `m` (profile `dhow`): an exact decimal. */
  readonly exact: boolean;
}

export type StringForm = 'double' | 'single' | 'verbatim-double' | 'verbatim-single' | 'block';

export interface StringLiteral extends NodeBase {
  readonly kind: 'StringLiteral';
  readonly value: string;
  readonly form: StringForm;
}

/** `$"text ${expression} text"` (profile `dhow`). */
export interface InterpolatedString extends NodeBase {
  readonly kind: 'InterpolatedString';
  readonly quote: '"' | "'";
  /** One more than `expressions`. */
  readonly texts: readonly string[];
  readonly expressions: readonly Expression[];
}

export interface Identifier extends NodeBase {
  readonly kind: 'Identifier';
  readonly name: string;
}

export interface Self extends NodeBase {
  readonly kind: 'Self';
}

export interface Super extends NodeBase {
  readonly kind: 'Super';
}

export interface Dollar extends NodeBase {
  readonly kind: 'Dollar';
}

export interface Parenthesized extends NodeBase {
  readonly kind: 'Parenthesized';
  readonly expression: Expression;
}

export interface ArrayLiteral extends NodeBase {
  readonly kind: 'ArrayLiteral';
  readonly elements: readonly Expression[];
}

export interface ForClause extends NodeBase {
  readonly kind: 'ForClause';
  readonly variable: Name;
  readonly iterable: Expression;
}

export interface IfClause extends NodeBase {
  readonly kind: 'IfClause';
  readonly condition: Expression;
}

export type ComprehensionClause = ForClause | IfClause;

export interface ArrayComprehension extends NodeBase {
  readonly kind: 'ArrayComprehension';
  readonly element: Expression;
  readonly clauses: readonly ComprehensionClause[];
}

/** A name where it is declared or selected. */
export interface Name extends NodeBase {
  readonly text: string;
}

export interface FixedFieldName extends NodeBase {
  readonly kind: 'FixedFieldName';
  readonly name: string;
  /** Undefined when written as an identifier. */
  readonly form: StringForm | undefined;
}

export interface ComputedFieldName extends NodeBase {
  readonly kind: 'ComputedFieldName';
  readonly expression: Expression;
}

export type FieldName = FixedFieldName | ComputedFieldName;

export interface ObjectField extends NodeBase {
  readonly kind: 'ObjectField';
  readonly name: FieldName;
  /** `name+:` */
  readonly adds: boolean;
  readonly visibility: ':' | '::' | ':::';
  /** For `name(a, b): …`. */
  readonly parameters: readonly Parameter[] | undefined;
  readonly value: Expression;
}

export interface ObjectLocal extends NodeBase {
  readonly kind: 'ObjectLocal';
  readonly binding: Binding;
}

export interface ObjectAssertion extends NodeBase {
  readonly kind: 'ObjectAssertion';
  readonly condition: Expression;
  readonly message: Expression | undefined;
}

export type ObjectMember = ObjectField | ObjectLocal | ObjectAssertion;

export interface ObjectLiteral extends NodeBase {
  readonly kind: 'ObjectLiteral';
  readonly members: readonly ObjectMember[];
}

export interface ObjectComprehension extends NodeBase {
  readonly kind: 'ObjectComprehension';
  readonly members: readonly ObjectMember[];
  readonly clauses: readonly ComprehensionClause[];
}

export interface FieldAccess extends NodeBase {
  readonly kind: 'FieldAccess';
  readonly target: Expression;
  readonly name: Name;
  /** Written `?.` (profile `dhow`). */
  readonly optional: boolean;
  /** Of the `.`. */
  readonly operatorStart: number;
}

export interface IndexAccess extends NodeBase {
  readonly kind: 'IndexAccess';
  readonly target: Expression;
  readonly index: Expression;
  readonly optional: boolean;
  /** Of the `[`. */
  readonly operatorStart: number;
}

export interface Slice extends NodeBase {
  readonly kind: 'Slice';
  readonly target: Expression;
  readonly from: Expression | undefined;
  readonly to: Expression | undefined;
  readonly step: Expression | undefined;
  /** How many colons are written; 0 for `x[]`, which parses and fails when it is run. */
  readonly colons: 0 | 1 | 2;
  readonly operatorStart: number;
}

export interface NamedArgument extends NodeBase {
  readonly name: Name;
  readonly value: Expression;
}

export interface Call extends NodeBase {
  readonly kind: 'Call';
  readonly callee: Expression;
  readonly positional: readonly Expression[];
  readonly named: readonly NamedArgument[];
  readonly tailstrict: boolean;
  /** Of the `(`. */
  readonly operatorStart: number;
}

/** `base { … }` */
export interface ObjectExtension extends NodeBase {
  readonly kind: 'ObjectExtension';
  readonly base: Expression;
  readonly extension: ObjectLiteral | ObjectComprehension;
}

export type UnaryOperator = '+' | '-' | '!' | '~';

export interface Unary extends NodeBase {
  readonly kind: 'Unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

export type BinaryOperator =
  | 'default'
  | '*'
  | '/'
  | '%'
  | '+'
  | '-'
  | '<<'
  | '>>'
  | '<'
  | '>'
  | '<='
  | '>='
  | 'in'
  | '=='
  | '!='
  | '&'
  | '^'
  | '|'
  | '&&'
  | '||'
  | '??';

export interface Binary extends NodeBase {
  readonly kind: 'Binary';
  readonly operator: BinaryOperator;
  readonly operatorStart: number;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Conditional extends NodeBase {
  readonly kind: 'Conditional';
  readonly condition: Expression;
  readonly consequence: Expression;
  readonly alternative: Expression | undefined;
}

export interface Parameter extends NodeBase {
  readonly name: Name;
  readonly default: Expression | undefined;
}

export interface FunctionExpression extends NodeBase {
  readonly kind: 'FunctionExpression';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}

export interface Binding extends NodeBase {
  readonly name: Name;
  /** For `local f(a, b) = …`. */
  readonly parameters: readonly Parameter[] | undefined;
  readonly value: Expression;
}

export interface Local extends NodeBase {
  readonly kind: 'Local';
  readonly bindings: readonly Binding[];
  readonly body: Expression;
}

export interface Assertion extends NodeBase {
  readonly kind: 'Assertion';
  readonly condition: Expression;
  readonly message: Expression | undefined;
  readonly body: Expression;
}

export interface ErrorExpression extends NodeBase {
  readonly kind: 'ErrorExpression';
  readonly message: Expression;
}

export interface Try extends NodeBase {
  readonly kind: 'Try';
  readonly body: Expression;
  readonly otherwise: Expression;
}

export interface Import extends NodeBase {
  readonly kind: 'Import';
  readonly form: 'import' | 'importstr' | 'importbin';
  readonly path: StringLiteral;
}
