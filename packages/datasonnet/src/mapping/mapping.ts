import { DatasonnetError } from '../errors/datasonnet-errors.ts';
import { didYouMean } from '../errors/nearest-name.ts';
import type { DocumentContent, FormatRegistry } from '../formats/format.ts';
import type { MediaType } from '../formats/media-type.ts';
import { inputType, outputType } from '../header/document-types.ts';
import type { Header } from '../header/header.ts';
import type { Evaluation } from '../runtime/evaluation.ts';
import type { Value } from '../runtime/value.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { Document } from './document.ts';
import { mediaTypeOf } from './document.ts';
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
  readonly #programs = new Map<string, Program>();

  constructor(parts: MappingParts) {
    this.header = parts.header;
    this.tree = parts.tree;
    this.#parts = parts;
    this.#program(parts.inputNames);
  }

  /** Names that the mapping uses and nobody defines; they raise `DS_NAME` when they are reached. */
  get unknownNames(): readonly UnknownName[] {
    return this.#program(this.#parts.inputNames).unknownNames;
  }

  /** Maps the inputs and writes the result. Raises a `DatasonnetError` with place and call stack. */
  run(inputs: Inputs = {}, options: RunOptions = {}): MappingResult {
    const { evaluation, formats, defaultOutput } = this.#parts;
    const asked = mediaTypeOf(options.output?.mediaType, options.output?.params);
    const type = outputType(this.header, asked, defaultOutput);
    return evaluation.run(() => {
      const values = this.#read(inputs);
      const format = formats.writer(type);
      const value = this.#evaluate(values);
      const content = format.write(value, type, evaluation);
      if (typeof content === 'string') evaluation.checkOutputSize(content.length);
      return { content, mediaType: format.mediaType ?? `${type.type}/${type.subtype}` };
    });
  }

  #read(inputs: Inputs): ReadonlyMap<string, Value> {
    const { evaluation, formats, checkInput } = this.#parts;
    const values = new Map<string, Value>();
    for (const [name, document] of Object.entries(inputs)) {
      const type = inputType(this.header, name, mediaTypeOf(document.mediaType, document.params));
      const value = formats.reader(type, document.content).read(document.content, type, evaluation);
      checkInput?.(name, value);
      values.set(name, value);
    }
    return values;
  }

  #evaluate(values: ReadonlyMap<string, Value>): Value {
    const { inputNames } = this.#parts;
    const extra = [...values.keys()].filter((name) => !inputNames.includes(name));
    const names = extra.length === 0 ? inputNames : [...inputNames, ...extra];
    const missing = names.find((name) => !values.has(name));
    if (missing !== undefined) {
      const hint = didYouMean(missing, values.keys());
      throw new DatasonnetError('DS_INPUT', `the input ${missing} is not given${hint}`, { details: { name: missing } });
    }
    return this.#program(names).run(names.map((name) => values.get(name)!));
  }

  #program(names: readonly string[]): Program {
    const key = names.join('\n');
    let program = this.#programs.get(key);
    if (!program) {
      program = this.#parts.programFor(names);
      if (this.#programs.size >= programsKept) this.#programs.clear();
      this.#programs.set(key, program);
    }
    return program;
  }
}
