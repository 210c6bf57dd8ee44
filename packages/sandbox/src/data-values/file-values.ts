import type { ServerContext } from '../server/server-context.ts';

/** Whether values of a type name files. */
export function namesFile(valueType: string): boolean {
  return valueType === 'FILE_RESOURCE' || valueType === 'IMAGE';
}

/** Marks a file as used by a value. */
export function assignFile(context: ServerContext, id: string): void {
  const file = context.metadata.get('fileResources', id);
  if (!file || file['assigned'] === true) return;
  file['assigned'] = true;
  context.metadata.table('fileResources').touch(id);
}
