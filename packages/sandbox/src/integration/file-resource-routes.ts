import { createHash } from 'node:crypto';
import type { Answer } from '../http/answer.ts';
import { json, webMessage } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { badRequest, conflict, forbidden, notFoundObject, refuse } from '../http/web-error.ts';
import { Projector } from '../fields/projector.ts';
import { parseFields } from '../fields/field-parser.ts';
import { fieldsOf, readContext } from '../metadata/list-routes.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import { generateUid } from '../state/identifiers.ts';
import { objectsAt, refAt, textAt } from '../state/json.ts';
import { readMultipart } from './multipart.ts';

const domains42 = [
  'DATA_VALUE',
  'PUSH_ANALYSIS',
  'DOCUMENT',
  'MESSAGE_ATTACHMENT',
  'USER_AVATAR',
  'ORG_UNIT',
  'ICON',
  'JOB_DATA',
];
const largest = 10_000_000;
const refusedTypes = new Set(['text/html', 'text/css', 'text/javascript', 'font/otf', 'application/x-shockwave-flash']);

/** `/api/fileResources`: files that data values and others refer to. */
export function fileResourceRoutes(router: Router, context: ServerContext): void {
  const table = context.metadata.table('fileResources');
  const schema = context.schemas.byPlural('fileResources')!;
  const shown = (call: Call, file: MetadataObject) =>
    new Projector(readContext(context, call)).project(schema, file, parseFields(fieldsOf(call, '*')));
  const fileOf = (call: Call): MetadataObject => {
    const file = table.get(call.params['uid']!);
    if (!file) throw notFoundObject('FileResource', call.params['uid']!);
    return file;
  };
  router.post('fileResources', (call) => {
    const file = upload(context, call);
    table.set(file.id, file);
    const external = context.profile.minor >= 43 ? {} : { external: false };
    const sharing = { owner: call.user.id, ...external, users: {}, userGroups: {}, public: '--------' };
    const fileResource = { ...shown(call, { ...file, storageStatus: 'PENDING' }), sharing };
    delete (fileResource as Record<string, unknown>)['href'];
    return webMessage(202, 'OK', { response: { fileResource, responseType: 'FileResource' } });
  });
  router.get('fileResources/{uid:uid}', (call) => {
    const body = shown(call, { ...fileOf(call), storageStatus: 'STORED' });
    delete body['href'];
    return json(body);
  });
  for (const kind of ['file', 'image']) {
    router.get(
      `tracker/trackedEntities/{entity}/attributes/{attribute}/${kind}`,
      (call) => {
        const entity = context.tables.table<{ attributes: Record<string, { value: string }> }>(
          'tracker/trackedEntities',
        );
        const attribute = call.params['attribute']!;
        const held = entity.get(call.params['entity']!)?.attributes[attribute];
        const file = held && isOfType(context, attribute) ? table.get(held.value) : undefined;
        if (!file) throw notFoundObject('TrackedEntityAttribute', attribute);
        return fileContent(context, file);
      },
      [],
    );
  }
  router.get('fileResources/{uid:uid}/data', (call) => data(context, fileOf(call)), []);
}

/** Whether an attribute belongs to a type of tracked entities: only then can its files be read by entity. */
function isOfType(context: ServerContext, attribute: string): boolean {
  return [...context.metadata.all('trackedEntityTypes')].some((type) =>
    objectsAt(type, 'trackedEntityTypeAttributes').some((link) => refAt(link, 'trackedEntityAttribute') === attribute),
  );
}

function upload(context: ServerContext, call: Call): MetadataObject {
  const domain = call.query.get('domain') ?? 'DATA_VALUE';
  const domains = context.profile.minor >= 43 ? domains42.filter((d) => d !== 'PUSH_ANALYSIS') : domains42;
  if (!domains.includes(domain))
    throw badRequest(`Value '${domain}' is not valid for parameter domain. Valid values are: [${domains.join(', ')}]`);
  const part = readMultipart(call.body, call.headers['content-type'] ?? '').find((p) => p.name === 'file');
  if (!part || part.content.length === 0) throw conflict('Could not read file or file is empty.', 'E1004');
  const contentType = part.contentType ?? 'application/octet-stream';
  if (refusedTypes.has(contentType)) throw conflict('File type not allowed', 'E6101');
  if (part.content.length > largest)
    throw refuse(409, `File size can't be bigger than ${largest}, current file size ${part.content.length}`);
  const id = generateUid();
  const now = timestamp(context.clock.now());
  const external = context.profile.minor >= 43 ? {} : { external: false };
  context.tables.table<string>('fileContents').set(id, part.content.toString('base64'));
  return {
    id,
    name: part.filename ?? 'file',
    created: now,
    lastUpdated: now,
    translations: [],
    attributeValues: [],
    createdBy: { id: call.user.id },
    lastUpdatedBy: { id: call.user.id },
    sharing: { ...external, users: {}, userGroups: {} },
    contentType,
    contentLength: part.content.length,
    contentMd5: createHash('md5').update(part.content).digest('hex'),
    assigned: false,
    domain,
    hasMultipleStorageFiles: context.profile.minor >= 43 && contentType.startsWith('image/'),
  };
}

function data(context: ServerContext, file: MetadataObject): Answer {
  if (file['domain'] === 'DATA_VALUE') {
    throw forbidden(
      context.profile.minor >= 43
        ? `File resource not found or not accessible: ${file.id}`
        : `You don't have access to fileResource '${file.id}' or this fileResource is not available from this endpoint`,
    );
  }
  return fileContent(context, file);
}

/** The bytes of a file, to download. */
export function fileContent(context: ServerContext, file: MetadataObject): Answer {
  const content = Buffer.from(context.tables.table<string>('fileContents').get(file.id) ?? '', 'base64');
  const headers = {
    'content-type': textAt(file, 'contentType') ?? 'application/octet-stream',
    'content-disposition': `filename=${textAt(file, 'name') ?? file.id}`,
    'content-length': String(content.length),
  };
  return { status: 200, headers, body: content };
}
