/** `/api/system/info`. What only superusers see is optional. */
export interface SystemInfo {
  readonly contextPath: string;
  readonly userAgent: string;
  /** `iso8601`, `ethiopian`, `nepali`, … */
  readonly calendar: string;
  readonly dateFormat: string;
  /** Local time of the server, without offset. */
  readonly serverDate: string;
  /** IANA zone in which all times without an offset are to be read. */
  readonly serverTimeZoneId: string;
  readonly serverTimeZoneDisplayName: string;
  readonly version: string;
  readonly revision: string;
  readonly buildTime?: string;
  readonly lastAnalyticsTableSuccess?: string;
  readonly intervalSinceLastAnalyticsTableSuccess?: string;
  readonly lastAnalyticsTableRuntime?: string;
  readonly lastSystemMonitoringSuccess?: string;
  readonly systemId?: string;
  readonly systemName?: string;
  readonly instanceBaseUrl?: string;
  readonly isMetadataVersionEnabled?: boolean;
  readonly isMetadataSyncEnabled?: boolean;
  readonly emailConfigured?: boolean;
  readonly databaseInfo?: Readonly<Record<string, unknown>>;
}

/** `/api/me`. */
export interface Me {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly firstName?: string;
  readonly surname?: string;
  readonly email?: string;
  readonly organisationUnits: readonly { readonly id: string }[];
  readonly dataViewOrganisationUnits?: readonly { readonly id: string }[];
  readonly teiSearchOrganisationUnits?: readonly { readonly id: string }[];
  readonly userRoles?: readonly { readonly id: string }[];
  readonly userGroups?: readonly { readonly id: string }[];
  readonly authorities: readonly string[];
  readonly programs?: readonly string[];
  readonly dataSets?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
}
