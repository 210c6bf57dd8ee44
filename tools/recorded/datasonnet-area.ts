import { readFile, readdir } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { DatasonnetError, compile } from '@dhow/datasonnet';
import type { CompileOptions, Inputs, MappingResult, Profile } from '@dhow/datasonnet';
import { compareJson, compareShape } from './datasonnet-compare.ts';
import type { RecordedCase } from './datasonnet-case.ts';
import { purposeOf } from './datasonnet-purpose.ts';
import type { CaseResult, RecordedArea, ReplayOptions } from './recorded-area.ts';

/** Mappings and what the JVM mapper 3.0.1.3 and two Jsonnet engines made of them. */
export const area: RecordedArea = { replay };

async function* replay(folder: string, { only, differences }: ReplayOptions): AsyncGenerator<CaseResult> {
  const files = (await readdir(folder)).filter((name) => /\.jsonl(\.gz)?$/.test(name)).toSorted();
  for (const file of files) {
    const bytes = await readFile(`${folder}/${file}`);
    const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    for (const line of text.split('\n')) {
      if (line.trim() === '') continue;
      const recorded = JSON.parse(line) as RecordedCase;
      const { id, area: subArea } = recorded;
      if (only !== undefined && !id.includes(only)) continue;
      const { difference, purpose } = judge(recorded);
      const reason = differences.reasonFor(id) ?? purpose;
      if (difference === undefined) yield { id, subArea, outcome: 'passed' };
      else if (reason !== undefined) yield { id, subArea, outcome: 'skipped', detail: reason };
      else yield { id, subArea, outcome: 'failed', detail: difference };
    }
  }
}

interface Judgement {
  /** What differs from the recording. */
  readonly difference?: string;
  /** Why it does, when the recording itself tells. */
  readonly purpose?: string | undefined;
}

/** Runs a case and compares what comes with what was recorded. */
export function judge(recorded: RecordedCase): Judgement {
  const ours = outcomeOf(recorded);
  const difference = judgeAgainst(recorded, recorded.expect, ours);
  if (difference === undefined) return {};
  // Where two Jsonnet engines differ, either may be right.
  if (recorded.cpp !== undefined && judgeAgainst(recorded, recorded.cpp, ours) === undefined) return {};
  return { difference, purpose: purposeOf(recorded, { content: ours.result ? textOf(ours.result) : undefined }) };
}

interface Outcome {
  readonly result?: MappingResult;
  readonly error?: unknown;
}

function outcomeOf(recorded: RecordedCase): Outcome {
  try {
    return { result: runCase(recorded) };
  } catch (error) {
    return { error };
  }
}

/** Runs the mapping of a case as a host would. */
function runCase({ mapping, inputs = {}, imports, output, profile, area: subArea }: RecordedCase): MappingResult {
  const asJsonnet = profile === 'jsonnet' || subArea.startsWith('jsonnet');
  const used: Profile = asJsonnet ? 'jsonnet' : 'strict';
  const options: CompileOptions = {
    profile: used,
    inputs: Object.keys(inputs),
    imports: imports ?? {},
    host: { now: () => BigInt(Date.now()) * 1_000_000n, random: Math.random },
  };
  const documents: Inputs = inputs;
  return compile(mapping, options).run(documents, output ? { output } : {});
}

function judgeAgainst(
  recorded: RecordedCase,
  expect: RecordedCase['expect'],
  { result, error }: Outcome,
): string | undefined {
  if (!result) {
    if (!DatasonnetError.is(error))
      return `a bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    if (expect.error) return undefined;
    return `expected ${shown(expect.content ?? JSON.stringify(expect.shape))}\ngot error ${error.code}: ${error.message}`;
  }
  const content = textOf(result);
  if (content === undefined) {
    return expect.error ? undefined : `expected ${shown(expect.content ?? '')}\ngot an object`;
  }
  if (expect.error)
    return `expected error ${shown(expect.error.message ?? expect.error.class ?? '')}\ngot ${shown(content)}`;
  if (expect.shape) return compareShape(content, expect.shape);
  if (expect.mediaType !== undefined && expect.mediaType !== result.mediaType) {
    return `expected media type ${expect.mediaType}\ngot ${result.mediaType}`;
  }
  if (expect.value === undefined) {
    return content === expect.content ? undefined : `expected ${shown(expect.content ?? '')}\ngot ${shown(content)}`;
  }
  return compareJson(content, expect.content ?? JSON.stringify(expect.value), /\bds\b/.test(recorded.mapping));
}

/** The recordings are of a host that asks for texts: objects of the host are errors to it. */
function textOf({ content }: MappingResult): string | undefined {
  return typeof content === 'string' || typeof content === 'number' || typeof content === 'boolean'
    ? String(content)
    : undefined;
}

function shown(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
