import { call, prefix, withPath, word, type SimpleFunction } from '../function-call.ts';

const nothing = 'Nothing: messages have no attachments here.';

/** Messages have no attachments here: what reads them finds none, as in Camel for a message without. */
export const attachmentFunctions: readonly SimpleFunction[] = [
  word('attachments', 'Attachments; messages have none here.', () => () => ({})),
  word('attachments.size', 'Number of attachments; messages have none here.', () => () => 0),
  word('attachmentsSize', nothing, () => () => null),
  word('attachmentsKeys', 'Names of attachments; messages have none here.', () => () => new Set()),
  prefix('attachment.', ['attachment.name'], nothing, () => () => null),
  prefix('attachment[', ['attachment[name]'], nothing, () => () => null),
  withPath(call('attachmentContent', [1, 1], ['attachmentContent(name)'], nothing, () => () => null)),
  call('attachmentContentAs', [2, 2], ['attachmentContentAs(name,type)'], nothing, () => () => null),
  call('attachmentContentAsText', [1, 1], ['attachmentContentAsText(name)'], nothing, () => () => null),
  call('attachmentContentType', [1, 1], ['attachmentContentType(name)'], nothing, () => () => null),
  call('attachmentHeader', [2, 2], ['attachmentHeader(name,header)'], nothing, () => () => null),
  call('attachmentHeaderAs', [3, 3], ['attachmentHeaderAs(name,header,type)'], nothing, () => () => null),
  word('clearAttachments', nothing, () => () => null),
];
