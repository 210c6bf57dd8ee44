import { Compiler } from '../compiler/compiler.ts';
import type { Code } from '../compiler/code.ts';
import { ObjectUses } from '../compiler/object-uses.ts';
import { FrameLayout, Scope } from '../compiler/scope.ts';
import { DatasonnetError } from '../errors/datasonnet-errors.ts';
import { readJson } from '../formats/json/json-reader.ts';
import type { Evaluation } from '../runtime/evaluation.ts';
import type { Thunk, Value } from '../runtime/value.ts';
import { isFunction, lazy, newFrame } from '../runtime/value.ts';
import type { SourceRange } from '../source/source-text.ts';
import { SourceText } from '../source/source-text.ts';
import type { Grammar } from '../syntax/grammar.ts';
import { parse } from '../syntax/parser.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { ImportSource } from './import-source.ts';

/** A name that no scope has, found when the mapping was compiled. */
export interface UnknownName {
  readonly name: string;
  readonly range: SourceRange;
  /** `; did you mean …?`, or empty. */
  readonly hint: string;
}

export interface ProgramOptions {
  readonly tree: SyntaxTree;
  readonly grammar: Grammar;
  readonly evaluation: Evaluation;
  /** Inputs, in the order of their slots. */
  readonly inputs: readonly string[];
  /** Libraries by variable, for the mapping itself and for what it imports. */
  readonly libraries: ReadonlyMap<string, Value>;
  readonly importedLibraries: ReadonlyMap<string, Value>;
  readonly imports: ImportSource;
  readonly missingField: Value | undefined;
  readonly optimise: boolean;
}

/** A mapping and what it imports, compiled for one set of inputs. */
export class Program {
  readonly unknownNames: UnknownName[] = [];
  readonly #options: ProgramOptions;
  readonly #main: Code;
  readonly #layout: FrameLayout;
  readonly #importedCode = new Map<string, () => Value>();
  /** What the files compiled so far import, reached or not. */
  readonly #imports: { readonly path: string; readonly from: string; readonly isCode: boolean }[] = [];
  /** Values of imported files in this run. */
  #imported = new Map<string, Thunk>();

  constructor(options: ProgramOptions) {
    this.#options = options;
    const { layout, scope } = topScope(options.libraries);
    const inputScope = scope.nested();
    for (const name of options.inputs) inputScope.declare(name);
    this.#layout = layout;
    this.#main = this.#compile(options.tree, inputScope, options.missingField);
  }

  /** Evaluates the mapping; its parts may still be unevaluated. */
  run(inputs: readonly Value[]): Value {
    this.#imported = new Map();
    const frame = newFrame(this.#layout.size, undefined);
    inputs.forEach((value, at) => (frame[at + 1] = value));
    const value = this.#main(frame);
    // A mapping of Jsonnet that is a function is called, as its command does.
    const { evaluation } = this.#options;
    return evaluation.profile === 'jsonnet' && isFunction(value) ? evaluation.call(value, []) : value;
  }

  /** Lets go of what this run's imports gave. */
  release(): void {
    this.#imported = new Map();
  }

  /** Evaluates every library, whether the mapping imports it or not, as the mapper does when it is built. */
  checkLibraries(names: readonly string[]): void {
    const { evaluation } = this.#options;
    for (const name of names) {
      if (!name.endsWith('.libsonnet') && !name.endsWith('.ds')) continue;
      const text = this.#options.imports.find(name, '')?.text;
      if (text !== undefined) evaluation.run(() => this.#codeOf(name, text)());
    }
  }

  /** Reads and compiles all that is imported, however deep. What is not there fails when it is reached. */
  checkImports(): void {
    for (const { path, from, isCode } of this.#imports) {
      const found = this.#options.imports.find(path, from);
      if (found !== undefined && isCode) this.#codeOf(found.name, found.text);
    }
  }

  #compile(tree: SyntaxTree, scope: Scope, missingField: Value | undefined): Code {
    const { grammar, evaluation, optimise } = this.#options;
    const from = tree.source.name;
    const compiler = new Compiler({
      source: tree.source,
      grammar,
      evaluation,
      uses: new ObjectUses(tree.root),
      missingField,
      optimise,
      importCode: (path, range) => {
        this.#imports.push({ path, from, isCode: true });
        return () => this.#import(path, from, range).force();
      },
      importText: (path, range, form) => {
        this.#imports.push({ path, from, isCode: false });
        return () => this.#importText(path, from, range, form);
      },
      unknownName: (node, hint) => {
        const range = { source: tree.source, start: node.start, end: node.end };
        this.unknownNames.push({ name: node.name, range, hint });
      },
    });
    return compiler.compile(tree.root, scope).run;
  }

  #import(path: string, from: string, range: SourceRange): Thunk {
    const found = this.#find(path, from, range);
    let value = this.#imported.get(found.name);
    if (!value) {
      value = lazy(() => this.#codeOf(found.name, found.text)());
      this.#imported.set(found.name, value);
    }
    return value;
  }

  #importText(path: string, from: string, range: SourceRange, form: 'text' | 'bytes'): Value {
    const { text } = this.#find(path, from, range);
    return form === 'text' ? text : [...new TextEncoder().encode(text)];
  }

  #find(path: string, from: string, range: SourceRange): { readonly name: string; readonly text: string } {
    const found = this.#options.imports.find(path, from);
    if (found) return found;
    const hint = this.#options.imports.hint(path);
    throw this.#options.evaluation.fail('DS_IMPORT', `there is no file "${path}" to import${hint}`, range, { path });
  }

  #codeOf(name: string, text: string): () => Value {
    let code = this.#importedCode.get(name);
    if (!code) {
      code = this.#compileImported(name, text);
      this.#importedCode.set(name, code);
    }
    return code;
  }

  #compileImported(name: string, text: string): () => Value {
    if (name.endsWith('.json')) {
      const data = plainJson(text);
      if (data !== undefined) return () => data;
    }
    const { grammar, importedLibraries } = this.#options;
    const tree = parse(new SourceText(name, text), grammar);
    throwIfBroken(tree);
    const { layout, scope } = topScope(importedLibraries);
    const code = this.#compile(tree, scope, undefined);
    return () => code(newFrame(layout.size, undefined));
  }
}

function topScope(libraries: ReadonlyMap<string, Value>): { readonly layout: FrameLayout; readonly scope: Scope } {
  const layout = new FrameLayout(undefined);
  const scope = new Scope(layout, undefined);
  for (const [name, library] of libraries) scope.declareConstant(name, library);
  return { layout, scope };
}

/** Data of a `.json` file, when it is plain JSON; else it may still be a mapping. */
function plainJson(text: string): Value | undefined {
  try {
    JSON.parse(text);
    return readJson(text);
  } catch {
    return undefined;
  }
}

/** Raises `DS_SYNTAX` for the first mistake of a file, with all of them in its details. */
export function throwIfBroken(tree: SyntaxTree): void {
  const [first] = tree.diagnostics;
  if (!first) return;
  const { source } = tree;
  throw new DatasonnetError('DS_SYNTAX', first.message, {
    range: { source, start: first.start, end: first.end },
    details: { diagnostics: tree.diagnostics },
  });
}
