/** Settings: what they are, and where each came from. */
export { SettingsWatch, type SettingsChange, type SettingsTargets } from './settings-watch.ts';
export { loadConfiguration } from './load-configuration.ts';
export type { Configuration, ConfigurationOptions, ConfiguredSetting } from './load-configuration.ts';
export { settingsSpec } from './settings-spec.ts';
export type { Connection, DhowSettings, LevelName } from './settings-spec.ts';
export { variableName } from './environment-source.ts';
export { readProperties } from './properties-file.ts';
