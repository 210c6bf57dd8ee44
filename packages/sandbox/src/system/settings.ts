import type { Json } from '../state/json.ts';
import type { Table } from '../state/table.ts';

/** The system settings that differ from their defaults. */
export class Settings {
  readonly #table: Table<Json>;

  constructor(table: Table<Json>) {
    this.#table = table;
  }

  get(name: string): Json | undefined {
    return this.#table.get(name) ?? settingDefaults[name];
  }

  /** The value that was set, if any. */
  own(name: string): Json | undefined {
    return this.#table.get(name);
  }

  isOn(name: string): boolean {
    const value = this.get(name);
    return value === true || value === 'true';
  }

  set(name: string, value: Json): void {
    this.#table.set(name, value);
  }

  remove(name: string): void {
    this.#table.delete(name);
  }

  isKnown(name: string): boolean {
    return name in settingDefaults;
  }

  /** All settings with their values. */
  all(): Record<string, Json> {
    const all: Record<string, Json> = { ...settingDefaults };
    for (const [name, value] of this.#table.entries()) all[name] = value;
    return all;
  }
}

/** The settings that exist, with the value of a new server. */
export const settingDefaults: Readonly<Record<string, Json>> = {
  applicationTitle: 'DHIS 2',
  keyApplicationIntro: '',
  keyApplicationNotification: '',
  keyApplicationFooter: '',
  keyApplicationRightFooter: '',
  keyFlag: 'dhis2',
  keyUiLocale: 'en',
  keyDbLocale: 'en',
  keyCalendar: 'iso8601',
  keyDateFormat: 'yyyy-mm-dd',
  keyLockMultipleFailedLogins: false,
  keyAccountRecovery: false,
  keyAnalysisDisplayProperty: 'name',
  keyAnalysisDigitGroupSeparator: 'SPACE',
  keyAnalysisRelativePeriod: 'LAST_12_MONTHS',
  analysisFinancialYear: 'FINANCIAL_YEAR_OCTOBER',
  keyStyle: 'light_blue/light_blue.css',
  keyCacheStrategy: 'CACHE_1_MINUTE',
  keyIgnoreAnalyticsApprovalYearThreshold: -1,
  keyAnalyticsMaxLimit: 100000,
  keyDatabaseServerCpus: 0,
  keyRequireAddToView: false,
  keyAllowObjectAssignment: true,
  keyCustomJs: '',
  keyCustomCss: '',
  keySelfRegistrationNoRecaptcha: false,
  selfRegistrationRole: '',
  minPasswordLength: 8,
  maxPasswordLength: 72,
  helpPageLink: 'https://dhis2.github.io/dhis2-docs/master/en/user/html/dhis2_user_manual_en.html',
  loginPopup: '',
  loginPageLayout: 'DEFAULT',
  loginPageTemplate: '',
  startModule: 'dhis-web-dashboard',
  systemId: '',
  keyVersionEnabled: false,
  keyRemoteInstanceUrl: '',
  keyRemoteInstanceUsername: '',
  infrastructuralPeriodType: 'Yearly',
  keyLastMetaDataSyncSuccess: '1970-01-01',
  recaptchaSite: '6LcVwT0UAAAAAAkO_EGPiYOiymIszZUeHfqWIYX5',
};
