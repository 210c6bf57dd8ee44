import type { ErrorHandlerModel, RouteModel, RouteTemplateModel, StepModel } from '../model/route-model.ts';
import type { BeanReader } from './bean-reader.ts';
import type { Reading } from './reading.ts';
import type { RouteReader } from './route-reader.ts';
import { plainValue, scalarText, type YamlEntry, type YamlNode } from './yaml-document.ts';

/** What a Kubernetes-style resource (`apiVersion: camel.apache.org/v1`) contributes. */
export interface ResourceContent {
  readonly route?: RouteModel;
  readonly template?: RouteTemplateModel;
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads a Kamelet (a route template), or a Pipe (a route); undefined when the map is no resource. */
export function readResource(
  entries: readonly YamlEntry[],
  reading: Reading,
  routes: RouteReader,
  beans: BeanReader,
): ResourceContent | undefined {
  const at = (key: string) => entries.find((entry) => entry.key === key);
  const apiVersion = scalarText(at('apiVersion')?.value);
  if (apiVersion === undefined || !apiVersion.startsWith('camel.apache.org/')) return undefined;
  const { document } = reading;
  const kind = at('kind');
  const name = scalarText(document.entriesOf(at('metadata')?.value)?.find(({ key }) => key === 'name')?.value) ?? '';
  const spec = at('spec')?.value;
  switch (scalarText(kind?.value)) {
    case 'Kamelet':
      return kamelet(name, spec, reading, routes, beans, kind?.keyNode);
    case 'Pipe':
      return pipe(name, spec, reading, kind?.keyNode);
    default:
      document.problem('YAML_RESOURCE', kind?.value, {
        found: scalarText(kind?.value) ?? '',
        reason: 'only Kamelet and Pipe are known. Write the routes as a list of "- route: …".',
      });
      return {};
  }
}

function kamelet(
  name: string,
  spec: YamlNode,
  reading: Reading,
  routes: RouteReader,
  beans: BeanReader,
  place: YamlNode,
): ResourceContent {
  const { document } = reading;
  const entries = document.entriesOf(spec) ?? [];
  const definition = plainValue(entries.find(({ key }) => key === 'definition')?.value) as Fields | null;
  const template = document.entriesOf(entries.find(({ key }) => key === 'template')?.value) ?? [];
  const from = template.find(({ key }) => key === 'from');
  const inner = template.find(({ key }) => key === 'route');
  const route = from === undefined ? (inner === undefined ? undefined : routes.route(inner)) : routes.from(from);
  if (route === undefined) {
    document.problem('YAML_RESOURCE', spec, { found: 'Kamelet', reason: 'its template has no "from".' }, place);
    return {};
  }
  const required = new Set((definition?.['required'] as string[] | undefined) ?? []);
  const properties = (definition?.['properties'] as Readonly<Record<string, Fields>> | undefined) ?? {};
  const parameters = Object.entries(properties).map(([key, property]) => {
    const value = property['default'];
    return {
      name: key,
      required: required.has(key) && value === undefined,
      ...(value === undefined ? {} : { default: String(value as string) }),
    };
  });
  const list = template.find(({ key }) => key === 'beans');
  const made = list === undefined ? [] : beans.list(list.value, list.keyNode);
  return { template: { id: name, parameters, beans: made, route, source: document.locate(place) } };
}

interface PipeEnd {
  readonly uri?: string;
  readonly ref?: { readonly name?: string };
  readonly properties?: Fields;
}

function pipe(id: string, node: YamlNode, reading: Reading, place: YamlNode): ResourceContent {
  const { document } = reading;
  const spec = (plainValue(node) ?? {}) as Fields;
  const source = document.locate(place);
  const steps = (spec['steps'] ?? []) as unknown[];
  const ends = [spec['source'], ...steps, spec['sink']];
  const lacking = ends.findIndex((end) => !isPipeEnd(end));
  if (lacking >= 0) {
    const what = lacking === 0 ? 'source' : lacking === ends.length - 1 ? 'sink' : `step ${lacking}`;
    const reason = `its ${what} names no endpoint. Write "uri:", or "ref:" with the name of a Kamelet.`;
    document.problem('YAML_RESOURCE', node, { found: 'Pipe', reason }, place);
    return {};
  }
  const [first, ...others] = ends as PipeEnd[];
  const errorHandler = pipeErrorHandler(spec['errorHandler'] as Fields | undefined);
  const route: RouteModel = {
    id,
    from: { ...endpoint(first!), source },
    steps: others.map((end): StepModel => ({ kind: 'to', options: endpoint(end), source })),
    ...(errorHandler === undefined ? {} : { errorHandler: { ...errorHandler, source } }),
    source,
  };
  return { route };
}

function isPipeEnd(end: unknown): boolean {
  const { uri, ref } = (end ?? {}) as PipeEnd;
  return typeof uri === 'string' || typeof ref?.name === 'string';
}

interface PipeFailures {
  readonly parameters?: Fields;
  readonly endpoint?: PipeEnd;
}

/** `none`, `log` (both may be tried again) or `sink`, a dead letter channel. */
function pipeErrorHandler(written: Fields | undefined): ErrorHandlerModel | undefined {
  if (written === undefined) return undefined;
  if ('none' in written) return { kind: 'noErrorHandler', options: {} };
  const { parameters, endpoint: end } = ((written['sink'] ?? written['log']) as PipeFailures | null) ?? {};
  const redelivery = parameters === undefined ? {} : { redeliveryPolicy: parameters };
  if (!('sink' in written)) return { kind: 'defaultErrorHandler', options: redelivery };
  const { uri, parameters: properties } = endpoint(end ?? {});
  return { kind: 'deadLetterChannel', options: { deadLetterUri: withParameters(uri, properties), ...redelivery } };
}

function withParameters(uri: string, properties: Fields | undefined): string {
  const query = Object.entries(properties ?? {}).map(([key, value]) => `${key}=${String(value as string)}`);
  return query.length === 0 ? uri : `${uri}?${query.join('&')}`;
}

function endpoint({ uri, ref, properties }: PipeEnd): { readonly uri: string; readonly parameters?: Fields } {
  return { uri: uri ?? `kamelet:${ref?.name ?? ''}`, ...(properties === undefined ? {} : { parameters: properties }) };
}
