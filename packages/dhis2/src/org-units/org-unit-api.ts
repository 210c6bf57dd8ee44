import { callOptions, type CallOptions } from '../http/call-options.ts';
import { segment, type Query } from '../http/query.ts';
import type { ImportOutcome } from '../outcome/import-outcome.ts';
import { sendImport } from '../outcome/send-import.ts';
import { ResourceApi } from '../metadata/resource-writer.ts';

/** A unit with its children. */
export interface OrgUnitNode {
  readonly id: string;
  readonly name: string;
  readonly level: number;
  readonly path: string;
  readonly code?: string;
  readonly children: readonly OrgUnitNode[];
}

/** GeoJSON as org units have it. */
export interface GeoJsonFeature {
  readonly type: 'Feature';
  readonly id?: string;
  readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface GeoJsonCollection {
  readonly type: 'FeatureCollection';
  readonly features: readonly GeoJsonFeature[];
}

/** How features are matched with org units. */
export interface GeoJsonImportOptions extends CallOptions {
  /** Whether the feature's own `id` is the key (default), or one of its properties. */
  readonly geoJsonId?: boolean;
  readonly geoJsonProperty?: string;
  readonly orgUnitProperty?: 'id' | 'code' | 'name';
  /** An attribute that takes the geometry instead of the unit's own. */
  readonly attributeId?: string;
  readonly dryRun?: boolean;
}

/** `dhis2.organisationUnits`: metadata, and what only the hierarchy has. */
export class OrgUnitApi<Model> extends ResourceApi<Model> {
  /** The hierarchy below a unit, or the whole of it: one list, put together here. */
  async tree(
    root?: string,
    options: CallOptions & { readonly maxLevel?: number } = {},
  ): Promise<readonly OrgUnitNode[]> {
    const query: Query = {
      fields: 'id,name,code,level,path',
      paging: false,
      maxLevel: options.maxLevel,
      filter: root === undefined ? undefined : `path:like:${root}`,
    };
    const answer = await this.http.json<{ organisationUnits: (OrgUnitNode & { children?: OrgUnitNode[] })[] }>({
      method: 'GET',
      path: this.path,
      query,
      ...callOptions(options),
    });
    return buildTree(answer.organisationUnits);
  }

  /** The uids of a unit and all units below it. */
  async descendants(id: string, options: CallOptions = {}): Promise<readonly string[]> {
    return (await this.#related(id, { includeDescendants: true }, options)).map((unit) => unit.id);
  }

  /** A unit's parents, from the root down, with itself at the end. */
  ancestors(
    id: string,
    options: CallOptions = {},
  ): Promise<readonly { readonly id: string; readonly level: number }[]> {
    return this.#related(id, { includeAncestors: true }, options);
  }

  async #related(id: string, query: Query, options: CallOptions): Promise<readonly { id: string; level: number }[]> {
    const path = `${this.path}/${segment(id)}`;
    const all = { ...query, fields: 'id,level', paging: false };
    const answer = await this.http.json<{ organisationUnits: { id: string; level: number }[] }>({
      method: 'GET',
      path,
      query: all,
      ...callOptions(options),
    });
    return [...answer.organisationUnits].sort((a, b) => a.level - b.level);
  }

  /** Shapes of units as GeoJSON. */
  geoJson(
    of: { readonly level?: number | readonly number[]; readonly parent?: string | readonly string[] } = {},
    options: CallOptions = {},
  ): Promise<GeoJsonCollection> {
    const query = { level: of.level, parent: of.parent };
    const accept = 'application/json+geojson, application/json';
    return this.http.json({ method: 'GET', path: `${this.path}.geojson`, query, accept, ...callOptions(options) });
  }

  /** Sets shapes from GeoJSON. The server answers 200 even with conflicts: read the outcome. */
  importGeoJson(collection: GeoJsonCollection, options: GeoJsonImportOptions = {}): Promise<ImportOutcome> {
    const { geoJsonId, geoJsonProperty, orgUnitProperty, attributeId, dryRun } = options;
    const query = { geoJsonId, geoJsonProperty, orgUnitProperty, attributeId, dryRun };
    const request = { method: 'POST', path: `${this.path}/geometry`, query, body: collection } as const;
    return sendImport(this.http, { ...request, ...callOptions(options) }, { sent: collection.features.length });
  }

  /** Merges units into one, with their data. */
  async merge(
    sources: readonly string[],
    target: string,
    options: CallOptions & { readonly deleteSources?: boolean } = {},
  ): Promise<void> {
    const body = { sources, target, deleteSources: options.deleteSources ?? true };
    await this.http.read({ method: 'POST', path: `${this.path}/merge`, body, ...callOptions(options) });
  }

  /** Splits a unit; its data goes to the primary target. */
  async split(
    source: string,
    targets: readonly string[],
    options: CallOptions & { readonly primaryTarget?: string; readonly deleteSource?: boolean } = {},
  ): Promise<void> {
    const { primaryTarget = targets[0], deleteSource = true } = options;
    const body = { source, targets, primaryTarget, deleteSource };
    await this.http.read({ method: 'POST', path: `${this.path}/split`, body, ...callOptions(options) });
  }
}

function buildTree(units: readonly (OrgUnitNode & { children?: OrgUnitNode[] })[]): readonly OrgUnitNode[] {
  const byId = new Map(units.map((unit) => [unit.id, { ...unit, children: [] as OrgUnitNode[] }]));
  const roots: OrgUnitNode[] = [];
  for (const node of byId.values()) {
    const parent = byId.get(node.path.split('/').at(-2) ?? '');
    (parent?.children ?? roots).push(node);
  }
  return roots;
}
