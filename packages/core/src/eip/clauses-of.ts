import type { StepModel } from '../model/route-model.ts';

/** The clauses of a pattern (`when`, `doCatch`): a list, or a single one. Disabled ones are left out. */
export function clausesOf(step: StepModel, name: string): readonly StepModel[] {
  const clauses = step.options[name] as StepModel | readonly StepModel[] | undefined;
  if (clauses === undefined) return [];
  const list = Array.isArray(clauses) ? (clauses as readonly StepModel[]) : [clauses as StepModel];
  return list.filter(({ disabled }) => disabled !== true && disabled !== 'true');
}
