import type { LevelName } from '../configuration/settings-spec.ts';

/** In rising order of importance; OFF is above all. */
export const levelNames = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'] as const satisfies readonly LevelName[];

export function rankOf(level: LevelName): number {
  return levelNames.indexOf(level);
}

/** Name of the logger that stands for all others, as in Spring Boot. */
export const rootLogger = 'ROOT';

/**
 * Levels by logger name. A logger without a level of its own takes that of the longest name that its own begins with,
 * up to a dot; in the end that of the root.
 */
export class LogLevels {
  readonly #configured: Map<string, LevelName>;

  constructor(root: LevelName, levels: Readonly<Record<string, LevelName>> = {}) {
    this.#configured = new Map(Object.entries(levels));
    this.#configured.set(rootLogger, root);
  }

  configured(name: string): LevelName | undefined {
    return this.#configured.get(name);
  }

  effective(name: string): LevelName {
    for (let prefix = name; ; prefix = prefix.slice(0, prefix.lastIndexOf('.'))) {
      const level = this.#configured.get(prefix);
      if (level !== undefined) return level;
      if (!prefix.includes('.')) return this.#configured.get(rootLogger)!;
    }
  }

  /** Sets a level, or takes it away so that the logger follows its parent again; the root always has one. */
  set(name: string, level: LevelName | undefined): void {
    if (level !== undefined) this.#configured.set(name, level);
    else if (name !== rootLogger) this.#configured.delete(name);
  }

  names(): string[] {
    return [...this.#configured.keys()];
  }
}
