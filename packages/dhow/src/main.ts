/** Runs the command line and answers the exit code. */
export async function main(_args: readonly string[]): Promise<number> {
  return 0;
}
