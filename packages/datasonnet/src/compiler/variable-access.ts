import type { Frame, Value } from '../runtime/value.ts';
import { Thunk, shared } from '../runtime/value.ts';
import type { Code, Compiled } from './code.ts';

/** Finds the frame a number of steps out. */
export function frameAt(frame: Frame, hops: number): Frame {
  let at = frame;
  for (let left = hops; left > 0; left--) at = at[0] as Frame;
  return at;
}

/** Reads a variable; what a thunk in its slot gave replaces the thunk. */
export function readSlot(hops: number, slot: number): Compiled {
  if (hops === 0) return readOwnSlot(slot);
  if (hops === 1) return readOuterSlot(slot);
  return readFarSlot(hops, slot);
}

function forced(frame: Frame, slot: number): Value {
  const held = frame[slot] as Value | Thunk;
  if (typeof held === 'object' && held instanceof Thunk) {
    const value = held.force();
    frame[slot] = value;
    return value;
  }
  return held;
}

function peeked(held: unknown): Value | undefined {
  if (typeof held === 'object' && held instanceof Thunk) return held.code === null ? held.value : undefined;
  return held as Value | undefined;
}

// A variable of the same `local` may not be there yet.
function handedOut(held: Value | Thunk | undefined, run: Code, frame: Frame): Value | Thunk {
  if (held === undefined) return new Thunk(run, frame);
  return typeof held === 'object' && held instanceof Thunk ? shared(held) : held;
}

function readOwnSlot(slot: number): Compiled {
  const run = (frame: Frame): Value => {
    const held = frame[slot] as Value | Thunk;
    if (typeof held === 'object' && held instanceof Thunk) {
      const value = held.force();
      frame[slot] = value;
      return value;
    }
    return held;
  };
  return {
    run,
    delay: (frame) => {
      const held = frame[slot] as Value | Thunk | undefined;
      return handedOut(held, run, frame);
    },
    peek: (frame) => peeked(frame[slot]),
  };
}

function readOuterSlot(slot: number): Compiled {
  const run = (frame: Frame): Value => forced(frame[0] as Frame, slot);
  return {
    run,
    delay: (frame) => {
      const held = (frame[0] as Frame)[slot] as Value | Thunk | undefined;
      return handedOut(held, run, frame);
    },
    peek: (frame) => peeked((frame[0] as Frame)[slot]),
  };
}

function readFarSlot(hops: number, slot: number): Compiled {
  const run = (frame: Frame): Value => forced(frameAt(frame, hops), slot);
  return {
    run,
    delay: (frame) => {
      const held = frameAt(frame, hops)[slot] as Value | Thunk | undefined;
      return handedOut(held, run, frame);
    },
    peek: (frame) => peeked(frameAt(frame, hops)[slot]),
  };
}
