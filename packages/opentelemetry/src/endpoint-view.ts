import { decodeUnsafe, parseEndpointUri } from '@dhow/core/component';
import type { DhowContext } from '@dhow/core';
import type { SpanKind } from '@opentelemetry/api';
import { familyOf, receiveKind, sendKind, type EndpointFamily } from './endpoint-kind.ts';

/** An endpoint as a span may show it: without secrets, and without what a message brought into its URI. */
export interface EndpointView {
  readonly scheme: string;
  readonly family: EndpointFamily;
  readonly isHttp: boolean;
  readonly receiveKind: SpanKind;
  readonly sendKind: SpanKind;
  /** `scheme://path?options`, masked. */
  readonly uri: string;
  readonly path: string;
  readonly query: string | undefined;
  /** Host and port of what is called over the network. */
  readonly server: string | undefined;
}

/** Computed URIs may be without number. */
const mostKept = 1000;
/** Whose paths name something within the process, also when a route computes them. */
const ownNames = new Set(['direct', 'seda', 'mock', 'log', 'queue', 'stub', 'bean', 'class', 'language', 'ref']);

/** Views of the endpoints of a context, each made once. */
export class EndpointViews {
  readonly #context: DhowContext;
  readonly #kept = new Map<string, EndpointView>();

  constructor(context: DhowContext) {
    this.#context = context;
  }

  of(uri: string, isComputed: boolean): EndpointView {
    const key = isComputed ? `computed ${uri}` : uri;
    let view = this.#kept.get(key);
    if (view === undefined) {
      if (this.#kept.size >= mostKept) this.#kept.clear();
      this.#kept.set(key, (view = this.#make(uri, isComputed)));
    }
    return view;
  }

  #make(uri: string, isComputed: boolean): EndpointView {
    const masked = this.#masked(uri);
    const colon = masked.indexOf(':');
    const scheme = masked.slice(0, colon);
    const mark = masked.indexOf('?');
    const path = decodeUnsafe(masked.slice(colon + 1, mark < 0 ? undefined : mark).replace(/^\/+/, ''));
    const query = mark < 0 ? undefined : masked.slice(mark + 1);
    const server = familyOf(scheme) === 'http-client' ? path.split('/', 1)[0]! : undefined;
    // A route may have put an identifier of a person into the path or an option.
    if (isComputed && !ownNames.has(scheme)) {
      const shown = server ?? '';
      return { ...kindOf(scheme), uri: `${scheme}://${shown}`, path: shown, query: undefined, server };
    }
    return { ...kindOf(scheme), uri: masked, path, query, server };
  }

  /** By the connector's spec, and credentials before a host as well; what cannot be parsed shows its scheme alone. */
  #masked(uri: string): string {
    const scheme = uri.slice(0, uri.indexOf(':'));
    const component = this.#context.core.component(scheme);
    try {
      const masked = component
        ? parseEndpointUri(uri, undefined, component.spec, (name) => this.#context.core.bean(name)).masked
        : `${scheme}://`;
      return masked.replace(/(:\/\/)[^/?@]*@/, '$1xxxxxx@').replaceAll(secretParameter, '$1xxxxxx');
    } catch {
      return `${scheme}://`;
    }
  }
}

function kindOf(scheme: string) {
  const family = familyOf(scheme);
  const isHttp = family === 'http-client' || family === 'http-server';
  return { scheme, family, isHttp, receiveKind: receiveKind(family), sendKind: sendKind(scheme, family) };
}

/** Parameters of a call (`http:`) that no spec knows. */
const secretParameter =
  /([?&](?:[^=&]*(?:password|passphrase|secret|token|api[-_]?key|accesskey|credential|signature)[^=&]*)=)[^&]*/gi;
