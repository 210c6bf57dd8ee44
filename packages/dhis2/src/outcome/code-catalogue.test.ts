import { describe, expect, test } from 'vitest';
import { scriptedClient } from '../../test/scripted-client.ts';
import { explainCode, importOutcome, isDhis2Error, type ImportOutcome } from '../index.ts';
import { knownCodes } from './code-catalogue.ts';

/** Answers of the importers that refuse one object with a code. */
const answers = {
  dataValues: (errorCode: string) => {
    const conflicts = [{ object: 'x', value: 'refused', errorCode, property: 'value', indexes: [0] }];
    const importCount = { imported: 0, updated: 0, ignored: 1, deleted: 0 };
    const response = { responseType: 'ImportSummary', status: 'ERROR', importCount, conflicts, rejectedIndexes: [0] };
    return { httpStatus: 'Conflict', httpStatusCode: 409, status: 'ERROR', message: 'Import', response };
  },
  tracker: (errorCode: string) => {
    const errorReports = [{ message: 'refused', errorCode, trackerType: 'EVENT', uid: 'evRefused01' }];
    const stats = { created: 0, updated: 0, deleted: 0, ignored: 1, total: 1 };
    return { status: 'ERROR', validationReport: { errorReports, warningReports: [] }, stats };
  },
  metadata: (errorCode: string) => {
    const errorReports = [{ message: 'refused', errorCode, mainKlass: 'org.hisp.dhis.constant.Constant' }];
    const stats = { created: 0, updated: 0, deleted: 0, ignored: 1, total: 1 };
    const objectReports = [{ klass: 'org.hisp.dhis.constant.Constant', index: 0, uid: 'cnRefused01', errorReports }];
    const typeReports = [{ klass: 'org.hisp.dhis.constant.Constant', stats, objectReports }];
    const response = { responseType: 'ImportReport', status: 'ERROR', typeReports, stats };
    return { httpStatus: 'Conflict', httpStatusCode: 409, status: 'WARNING', message: 'See report', response };
  },
} as const;

function expectRefusal(outcome: ImportOutcome, code: string): void {
  expect(outcome).toMatchObject({ status: 'failed', accepted: 0 });
  const [rejection] = outcome.rejected;
  expect(rejection?.code).toBe(code);
  expect(rejection?.reason.length).toBeGreaterThan(5);
  expect(rejection?.remedy.length).toBeGreaterThan(5);
  // A text of its own, not the one for codes that nobody knows.
  expect(rejection?.reason).not.toContain(code);
  expect(outcome.summary()).toContain(`${code} x 1: ${rejection?.remedy}`);
}

describe.each(Object.entries(answers))('codes of %s', (family, answer) => {
  test.each(knownCodes(family as keyof typeof answers))('%s is a typed rejection with a remedy', (code) => {
    expectRefusal(importOutcome({ status: 409, body: answer(code) }, { sent: 1 }), code);
  });
});

test.each(knownCodes('analytics'))('%s of analytics is a typed error with its code', async (errorCode) => {
  const body = { httpStatus: 'Conflict', httpStatusCode: 409, status: 'ERROR', message: 'refused', errorCode };
  const { dhis2 } = scriptedClient(() => ({ status: 409, body }));
  const error = await dhis2.analytics
    .query({ dimensions: { dx: ['deIntZero01'], pe: ['202601'], ou: ['ouRoot00001'] } })
    .catch((thrown: unknown) => thrown);
  expect(isDhis2Error(error, 'DHIS2_CONFLICT') && error.details.errorCode).toBe(errorCode);
  const { remedy } = explainCode(errorCode, 'analytics');
  expect(isDhis2Error(error) && error.details.remedy).toBe(remedy);
  expect(String(error)).toContain(remedy);
});

test('a code of a newer server is shown with what its number says', () => {
  expect(explainCode('E8029').reason).toContain('E8029');
  expect(explainCode('E9876').remedy).toContain('message');
});
