import { DatasonnetError } from '../errors/datasonnet-errors.ts';
import type { Format } from '../formats/format.ts';
import { formatRegistry } from '../formats/format.ts';
import { readJson } from '../formats/json/json-reader.ts';
import { MediaType } from '../formats/media-type.ts';
import type { Header } from '../header/header.ts';
import { readHeader } from '../header/header.ts';
import { Evaluation } from '../runtime/evaluation.ts';
import type { Limits } from '../runtime/limits.ts';
import { defaultLimits } from '../runtime/limits.ts';
import type { HostCapabilities, Profile } from '../runtime/runtime.ts';
import type { Value } from '../runtime/value.ts';
import { followingSource } from '../source/deep-source.ts';
import { SourceText } from '../source/source-text.ts';
import { grammarOf } from '../syntax/grammar.ts';
import { parse } from '../syntax/parser.ts';
import type { Imports } from './import-source.ts';
import { importSource } from './import-source.ts';
import { Mapping } from './mapping.ts';
import { profileParts } from './profile-parts.ts';
import { Program, throwIfBroken } from './program.ts';

export interface CompileOptions {
  /** `strict` when left out: what the mapper 3.0 gives. */
  readonly profile?: Profile;
  /** The file's name, for messages and to find imports beside it. */
  readonly name?: string;
  /** Inputs besides `payload`. Inputs given to `run` need not be named here; naming them finds mistakes earlier. */
  readonly inputs?: readonly string[];
  readonly imports?: Imports;
  /** Libraries of the host by variable, such as `cml`. */
  readonly libraries?: Readonly<Record<string, Value>>;
  /** Formats besides the profile's own; asked first. */
  readonly formats?: readonly Format[];
  /** The output's media type when neither the call nor the header names one: `application/json` when left out. */
  readonly defaultOutput?: string;
  readonly host?: HostCapabilities;
  readonly limits?: Partial<Limits>;
  /** Called with every input read; raises what it finds wrong. */
  readonly checkInput?: (name: string, value: Value) => void;
  /** False: without the optimiser's short cuts, to be compared with. */
  readonly optimise?: boolean;
}

/**
 * Compiles a mapping. Raises `DS_HEADER` or `DS_SYNTAX` with the place; what depends on the inputs is found when it runs.
 *
 * @example
 * import { compile } from '@dhow/datasonnet';
 *
 * const mapping = compile('{ name: payload.first + " " + payload.last }');
 * const { content } = mapping.run({ payload: { mediaType: 'application/json', content: '{"first":"Ann","last":"Lee"}' } });
 */
export function compile(source: string, options: CompileOptions = {}): Mapping {
  const profile = options.profile ?? 'strict';
  const text = new SourceText(options.name ?? '', source);
  const header = profile === 'jsonnet' ? noHeader : readHeader(text);
  const grammar = grammarOf(profile);
  const tree = parse(text, grammar);
  throwIfBroken(tree);
  const imports = importSource(options.imports ?? {});
  const parts = profileParts(profile);
  const formats = formatRegistry([...(options.formats ?? []), ...parts.formats]);
  const evaluation = new Evaluation({
    profile,
    preserveOrder: parts.sortsFields ? false : header.preserveOrder,
    semantics: parts.semantics,
    formats,
    host: options.host ?? {},
    limits: { ...defaultLimits, ...options.limits },
    elapsed: () => performance.now(),
  });
  const libraries = new Map([...parts.libraries, ...Object.entries(options.libraries ?? {})]);
  const inputNames = profile === 'jsonnet' ? [...(options.inputs ?? [])] : inputNamesOf(header, options.inputs);
  return new Mapping({
    header,
    tree,
    evaluation,
    formats,
    inputNames,
    defaultOutput: MediaType.parse(options.defaultOutput ?? 'application/json'),
    checkInput: options.checkInput,
    programFor(inputs) {
      inputs.forEach(checkInputName);
      const program = followingSource(
        text,
        () =>
          new Program({
            tree,
            grammar,
            evaluation,
            inputs,
            libraries,
            importedLibraries: parts.importedLibraries,
            imports,
            missingField: header.default === undefined ? undefined : readJson(header.default),
            optimise: options.optimise ?? true,
          }),
      );
      if (profile === 'jsonnet') throwIfUnknown(program);
      else program.checkLibraries(imports.names());
      return program;
    },
  });
}

const noHeader: Header = {
  version: undefined,
  preserveOrder: true,
  default: undefined,
  formats: [],
  inputs: [],
  outputs: [],
};

function inputNamesOf(_header: Header, given: readonly string[] | undefined): readonly string[] {
  return ['payload', ...(given ?? []).filter((name) => name !== 'payload')];
}

function checkInputName(name: string): void {
  if (/^\w+$/.test(name) && !grammarOf('strict').keywords.has(name)) return;
  throw new DatasonnetError(
    'DS_INPUT',
    `an input cannot be called "${name}": letters, digits and _ only, and no keyword`,
    {
      details: { name },
    },
  );
}

function throwIfUnknown(program: Program): void {
  const [first] = program.unknownNames;
  if (!first) return;
  throw new DatasonnetError('DS_NAME', `there is no variable ${first.name}${first.hint}`, { range: first.range });
}
