import type { ExpressionLanguage } from '@dhow/core/component';

/** Languages of packages other than the engine's. */
export const replayLanguages: readonly ExpressionLanguage[] = [];
