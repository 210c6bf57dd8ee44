import type { Component } from '../component/component.ts';
import type { ContextCore } from '../engine/context-core.ts';
import type { RouteController } from '../engine/route-controller.ts';
import { beanComponents } from './bean-component.ts';
import { controlbusComponent } from './controlbus-component.ts';
import { languageComponent } from './language-component.ts';
import { sagaComponent } from './saga-component.ts';
import { stubComponent } from './stub-component.ts';

/** Connectors that are the engine's own side: every context has them. */
export function builtInComponents(core: ContextCore, routes: () => RouteController): readonly Component[] {
  return [
    sagaComponent(core.sagas),
    controlbusComponent(core, routes),
    languageComponent(core),
    ...beanComponents(core),
    stubComponent(),
  ];
}
