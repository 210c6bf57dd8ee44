/** One line of an init block: `$name := expression;` or `$name ~:= function;`. */
export interface InitStatement {
  readonly name: string;
  readonly isFunction: boolean;
  readonly expression: string;
}

export interface InitBlock {
  readonly statements: readonly InitStatement[];
  /** The text after the block, its `$name` and `$name()` made functions. */
  readonly rest: string;
}

const start = '$init{';
const end = '}init$';

/** Takes `$init{ … }init$` from the head of a text, or undefined when it has none. */
export function parseInitBlock(text: string): InitBlock | undefined {
  const trimmed = text.trimStart();
  const close = trimmed.indexOf(end);
  if (!trimmed.startsWith(start) || close < 0) return undefined;
  const statements: InitStatement[] = [];
  for (const piece of trimmed.slice(start.length, close).split(/;[ \t]*\r?\n/)) {
    const found = /^\s*\$(\w+)\s+(~?):=\s*([\s\S]*)$/.exec(piece);
    if (found) statements.push({ name: found[1]!, isFunction: found[2] === '~', expression: found[3]! });
  }
  let rest = trimmed.slice(close + end.length).replace(/^\r?\n/, '');
  for (const { name, isFunction } of statements.toSorted((a, b) => b.name.length - a.name.length)) {
    rest = isFunction
      ? rest.replaceAll(new RegExp(`\\$${name}\\(\\)`, 'g'), `\${${name}()}`)
      : rest.replaceAll(new RegExp(`\\$${name}(?!\\w)`, 'g'), `\${variable.${name}}`);
  }
  return { statements, rest };
}
