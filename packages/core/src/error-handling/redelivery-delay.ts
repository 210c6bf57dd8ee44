import { NamedException } from './exception-types.ts';
import type { RedeliveryPolicy } from './redelivery-policy.ts';

/** Milliseconds before attempt `counter` (1 is the first redelivery), given the wait before the last one. */
export function redeliveryDelay(policy: RedeliveryPolicy, counter: number, lastDelay: number): number {
  if (policy.delayPattern !== undefined && policy.delayPattern.trim() !== '')
    return patternDelay(policy.delayPattern, counter);
  let delay: number;
  if (lastDelay === 0) delay = policy.redeliveryDelay;
  else if (policy.useExponentialBackOff && policy.backOffMultiplier > 1)
    delay = Math.round(policy.backOffMultiplier * lastDelay);
  else delay = lastDelay;
  if (policy.useCollisionAvoidance) {
    const spread = (Math.random() * 2 - 1) * policy.collisionAvoidanceFactor;
    delay = Math.round(delay * (1 + spread));
  }
  if (policy.maximumRedeliveryDelay > 0 && delay > policy.maximumRedeliveryDelay) delay = policy.maximumRedeliveryDelay;
  return delay;
}

/** `5:1000;10:5000`: attempts below the first limit do not wait. */
function patternDelay(pattern: string, counter: number): number {
  let delay = 0;
  for (const group of pattern.split(';')) {
    if (group.trim() === '') continue;
    const colon = group.indexOf(':');
    if (colon < 0) throw new NamedException('java.lang.NumberFormatException', 'Cannot parse null string');
    const limit = wholeNumber(group.slice(0, colon).trim());
    const wait = wholeNumber(group.slice(colon + 1).trim());
    if (counter >= limit) delay = wait;
    else break;
  }
  return delay;
}

function wholeNumber(text: string): number {
  if (!/^[+-]?\d+$/.test(text))
    throw new NamedException('java.lang.NumberFormatException', `For input string: "${text}"`);
  return Number(text);
}
