import { setFlagsFromString } from 'node:v8';

/**
 * Lets the old heap grow to twice what lives in it before it is collected, instead of up to four times: a stream of a
 * million rows then stays below 150 MB. The young heap's limit (`--max-semi-space-size`) must stand on Node's own command
 * line; the `dhow` command has it there.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=100');
}
