import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';

/** As in Camel, blanks and line ends are no delimiter; the expression `tokenize` cuts at them. */
export function refuseBlankDelimiter(delimiter: string, step: StepModel, compiler: Compiler): void {
  if (delimiter.trim() !== '') return;
  const whole = 'Leave it out to cut at commas, or write "false" to take a text whole.';
  const tokens = `In its place, write the expression tokenize: { token: ${JSON.stringify(delimiter)} }.`;
  const advice = delimiter === '' ? whole : tokens;
  throw compiler.refuse(step, `the option "delimiter" is blank: delimiter must be specified and not empty. ${advice}`);
}
