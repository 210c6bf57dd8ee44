import { DatasonnetError } from '../errors/datasonnet-errors.ts';
import { didYouMean } from '../errors/nearest-name.ts';
import type { DocumentContent, FormatRegistry } from '../formats/format.ts';
import type { MediaType } from '../formats/media-type.ts';
import { DocumentTypes } from './document-types.ts';
import type { Header } from '../header/header.ts';
import type { Evaluation } from '../runtime/evaluation.ts';
import type { Value } from '../runtime/value.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { Document } from './document.ts';
import type { Program, UnknownName } from './program.ts';

/** The result of a run. */
export interface MappingResult {
  /** Text, or a plain JavaScript value for `application/x-java-object`. */
  readonly content: DocumentContent;
  readonly mediaType: string;
}

export interface RunOptions {
  /** The output asked for. Left out or any type: the header decides, else the mapping's default. */
  readonly output?: { readonly mediaType?: string; readonly params?: Readonly<Record<string, string>> };
}

export type Inputs = Readonly<Record<string, Document>>;

export interface MappingParts {
  readonly header: Header;
  readonly tree: SyntaxTree;
  readonly evaluation: Evaluation;
  readonly formats: FormatRegistry;
  /** Names of inputs that the mapping may use, the payload first. */
  readonly inputNames: readonly string[];
  readonly defaultOutput: MediaType;
  readonly programFor: (inputNames: readonly string[]) => Program;
  readonly checkInput: ((name: string, value: Value) => void) | undefined;
}

const hostValues = 'application/x-java-object';

/** How many sets of input names a mapping keeps programs for. */
const programsKept = 8;

/**
 * A compiled mapping. Runs are synchronous and independent of each other; it may be used again and again, and from
 * several places of one thread.
 */
export class Mapping {
  readonly header: Header;
  /** The syntax tree that it was made from. */
  readonly tree: SyntaxTree;
  readonly #parts: MappingParts;
  readonly #documents: DocumentTypes;
  /** For the inputs that were named beforehand. */
  readonly #program: Program;
  readonly #otherPrograms = new Map<string, Program>();

  constructor(parts: MappingParts) {
    this.header = parts.header;
    this.tree = parts.tree;
    this.#parts = parts;
    this.#documents = new DocumentTypes(parts.header, parts.formats, parts.defaultOutput);
    this.#program = parts.programFor(parts.inputNames);
  }

  /** Names that the mapping uses and nobody defines; they raise `DS_NAME` when they are reached. */
  get unknownNames(): readonly UnknownName[] {
    return this.#program.unknownNames;
  }

  /**
   * Reads and compiles all that the mapping imports, so that a mistake there is known before the first run. Raises a
   * `DatasonnetError` with its place; a file that is not there raises one when it is reached.
   */
  checkImports(): void {
    this.#program.checkImports();
  }

  /** Maps the inputs and writes the result. Raises a `DatasonnetError` with place and call stack. */
  run(inputs: Inputs = {}, options: RunOptions = {}): MappingResult {
    const { evaluation } = this.#parts;
    return evaluation.run(() => {
      const { type, format, mediaType } = this.#documents.output(options.output);
      const { program, values } = this.#read(inputs);
      try {
        const content = format.write(program.run(values), type, evaluation);
        if (typeof content === 'string') evaluation.checkOutputSize(content.length);
        return { content, mediaType };
      } finally {
        program.release();
      }
    });
  }

  /**
   * Maps JavaScript values to a JavaScript value: plain objects, arrays, `Map`, `Date`, `bigint` and the like in, plain
   * objects and arrays out. The header's types do not count; the type of the result is the caller's word.
   */
  evaluate<Result = unknown>(inputs: Readonly<Record<string, unknown>>): Result {
    const documents = Object.entries(inputs).map(
      ([name, content]) => [name, { content, mediaType: hostValues }] as const,
    );
    return this.run(Object.fromEntries(documents), { output: { mediaType: hostValues } }).content as Result;
  }

  #read(inputs: Inputs): { readonly program: Program; readonly values: readonly Value[] } {
    const { inputNames } = this.#parts;
    let names = inputNames;
    for (const name in inputs) if (!inputNames.includes(name)) names = [...names, name];
    const values: Value[] = [];
    for (const name of names) {
      if (!Object.hasOwn(inputs, name)) {
        const hint = didYouMean(name, Object.keys(inputs));
        throw new DatasonnetError('DS_INPUT', `the input ${name} is not given${hint}`, { details: { name } });
      }
      values.push(this.#readInput(name, inputs[name]!));
    }
    return { program: this.#programFor(names), values };
  }

  #readInput(name: string, document: Document): Value {
    const { evaluation, checkInput } = this.#parts;
    const { type, format } = this.#documents.input(name, document);
    const value = format.read(document.content, type, evaluation);
    checkInput?.(name, value);
    return value;
  }

  #programFor(names: readonly string[]): Program {
    if (names === this.#parts.inputNames) return this.#program;
    const key = names.join('\n');
    let program = this.#otherPrograms.get(key);
    if (!program) {
      program = this.#parts.programFor(names);
      if (this.#otherPrograms.size >= programsKept) this.#otherPrograms.clear();
      this.#otherPrograms.set(key, program);
    }
    return program;
  }
}
