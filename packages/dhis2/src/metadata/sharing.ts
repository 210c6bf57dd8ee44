/** Who may do what with an object. Access strings: metadata read, write, data read, write, then four dashes (`rwrw----`). */
export interface SharingSettings {
  readonly owner?: string;
  readonly public: string;
  readonly external?: boolean;
  readonly users?: Readonly<Record<string, SharingAccess>>;
  readonly userGroups?: Readonly<Record<string, SharingAccess>>;
}

export interface SharingAccess {
  readonly id: string;
  readonly access: string;
  readonly displayName?: string;
}

/** A translated property. */
export interface TranslationEntry {
  /** `NAME`, `SHORT_NAME`, `DESCRIPTION`, … */
  readonly property: string;
  /** `fr`, `pt_BR`. */
  readonly locale: string;
  readonly value: string;
}
