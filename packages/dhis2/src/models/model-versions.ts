import type { ProfileName } from '../version/version-profile.ts';
import type { Models242 } from './dhis2-2.42.generated.ts';
import type { Models243 } from './dhis2-2.43.generated.ts';

/**
 * The metadata models of each release. 2.40 and 2.41 use those of 2.42, and 2.44 those of 2.43: schemas were recorded
 * from these two. `dhow dhis2 types` generates exact ones from a live server.
 */
export interface ModelsByVersion {
  readonly '2.40': Models242;
  readonly '2.41': Models242;
  readonly '2.42': Models242;
  readonly '2.43': Models243;
  readonly '2.44': Models243;
}

/** The models when no version is named. */
export type DefaultModels = ModelsByVersion['2.42'];

/** The models for a version that a client was made for: `2.43` and `2.43.1` give those of 2.43. */
export type ModelsOf<Version> = [ProfileFor<Version>] extends [never]
  ? DefaultModels
  : ModelsByVersion[ProfileFor<Version>];

type ProfileFor<Version> = {
  [Name in ProfileName]: Version extends Name | `${Name}.${string}` ? Name : never;
}[ProfileName];
