import { randomInt } from 'node:crypto';
import { json } from '../http/answer.ts';
import { intParam } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { badRequest, notFoundObject } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import type { JsonObject } from '../state/json.ts';
import { textAt } from '../state/json.ts';

const dayMs = 86_400_000;

/** `/api/trackedEntityAttributes/{id}/generate` and its like: values made from an attribute's pattern. */
export function generatedValueRoutes(router: Router, context: ServerContext): void {
  const patternOf = (uid: string): string => {
    const attribute = context.metadata.get('trackedEntityAttributes', uid);
    if (!attribute) throw notFoundObject('TrackedEntityAttribute', uid);
    const pattern = textAt(attribute, 'pattern');
    if (pattern === undefined || pattern === '') throw badRequest('Attribute does not contain pattern.');
    return pattern;
  };
  const reserve = (uid: string, days: number): JsonObject => {
    const pattern = patternOf(uid);
    const now = context.clock.now();
    return {
      ownerObject: 'TRACKEDENTITYATTRIBUTE',
      ownerUid: uid,
      key: keyOf(pattern),
      value: valueOf(pattern),
      created: timestamp(now),
      expiryDate: timestamp(new Date(now.getTime() + days * dayMs)),
    };
  };
  router.get('trackedEntityAttributes/{uid:uid}/generate', (call) =>
    json(reserve(call.params['uid']!, intParam(call, 'expiration', 3))),
  );
  router.get('trackedEntityAttributes/{uid:uid}/generateAndReserve', (call) => {
    const count = intParam(call, 'numberToReserve', 1);
    if (count < 1 || count > 1000)
      throw badRequest('You can only reserve between 1 and 1000 values in a single request.');
    const days = intParam(call, 'expiration', 60);
    return json(Array.from({ length: count }, () => reserve(call.params['uid']!, days)));
  });
  router.get('trackedEntityAttributes/{uid:uid}/requiredValues', (call) => {
    const parts = patternOf(call.params['uid']!).match(/[A-Z_]+(?=\()/g) ?? [];
    const optional = parts.filter((p) => p === 'RANDOM' || p === 'SEQUENTIAL');
    return json({ REQUIRED: parts.filter((p) => p === 'ORG_UNIT_CODE'), OPTIONAL: [...new Set(optional)] });
  });
}

/** `"P-"+RANDOM(#####)` as the key of its values: `P-RANDOM(#####)`. */
function keyOf(pattern: string): string {
  return pattern.replace(/"([^"]*)"\s*\+?\s*/g, '$1').replace(/\s*\+\s*/g, '');
}

function valueOf(pattern: string): string {
  return keyOf(pattern).replace(/(?:RANDOM|SEQUENTIAL)\(([^)]*)\)/g, (_all, places: string) =>
    places
      .replace(/#/g, () => String(randomInt(10)))
      .replace(/X/g, () => String.fromCharCode(65 + randomInt(26)))
      .replace(/x/g, () => String.fromCharCode(97 + randomInt(26))),
  );
}
