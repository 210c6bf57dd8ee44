import type { OptionSpecs } from '../component/option-spec.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Compiler } from '../engine/compiler.ts';
import type { Processor } from './processor.ts';

/**
 * One enterprise integration pattern: its options and how a step of it becomes a processor. The spec drives the YAML
 * loader, the JSON Schema for editors, the typed builder's defaults and the reference page.
 */
export interface EipDefinition {
  /** Camel's name, `split`. */
  readonly name: string;
  readonly description: string;
  readonly options: OptionSpecs;
  /** `block`: has nested `steps`. `clause`: stands only inside its parent (`when`, `doCatch`). */
  readonly shape: 'step' | 'block' | 'clause';
  /** The option that a bare text stands for in YAML (`log: "…"`, `to: direct:x`), if Camel has such a shorthand. */
  readonly shorthand?: string;
  /** The option that holds the expression when it may be written inline (`split: { simple: … }`). */
  readonly inlineExpression?: string;
  /** Clause kinds by option name (`{ when: 'when', otherwise: 'otherwise' }`). */
  readonly clauses?: Readonly<Record<string, string>>;
  /**
   * No error handler of the route stands around the step: it deals with failures itself. A function is asked for steps of
   * the route itself only (`doTry`): as in Camel, inside of another block the error handler stands around each.
   */
  readonly ownErrorHandling?: true | ((step: StepModel) => boolean);
  /** Compiles a step; undefined for clauses, which their parents compile. */
  compile?(step: StepModel, compiler: Compiler): Processor | Promise<Processor>;
}
