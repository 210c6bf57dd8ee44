/** What the command answers to the shell. `docs/cli.md` has the same list. */
export const exitCodes = {
  ok: 0,
  /** It ran, and something was rejected, failed, or is not valid. */
  rejected: 1,
  /** The command line is wrong. */
  usage: 2,
  /** It could not start: configuration, routes, the state file, a port. */
  cannotStart: 3,
  /** Stopped with Ctrl-C before it was done, or by force. */
  interrupted: 130,
} as const;
