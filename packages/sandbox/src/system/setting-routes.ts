import { json, ok, text } from '../http/answer.ts';
import { bodyText, contentType } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { conflict, forbidden, notFound } from '../http/web-error.ts';
import { hasAuthority } from '../security/user.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { Json } from '../state/json.ts';
import { isObject, asText } from '../state/json.ts';

/** `/api/systemSettings` and `/api/loginConfig`. */
export function settingRoutes(router: Router, context: ServerContext): void {
  const { settings } = context;
  const known = (name: string): string => {
    if (settings.isKnown(name) || settings.get(name) !== undefined) return name;
    throw notFound(`Setting does not exist: ${name}`);
  };
  router.get('systemSettings', (call) => {
    const keys = call.query.getAll('key').flatMap((k) => k.split(','));
    const all = settings.all();
    return json(keys.length === 0 ? all : Object.fromEntries(keys.filter((k) => k in all).map((k) => [k, all[k]!])));
  });
  router.get(
    'systemSettings/{key}',
    (call) => {
      const key = known(call.params['key']!);
      const value = settings.get(key) ?? '';
      const plain = (call.headers['accept'] ?? '').includes('text/plain');
      return plain ? text(String(value as string | number | boolean)) : json({ [key]: value });
    },
    ['application/json', 'text/plain'],
  );
  router.post('systemSettings/{key}', (call) => {
    if (!hasAuthority(call.user, 'F_SYSTEM_SETTING')) throw forbidden('Access is denied');
    const key = known(call.params['key']!);
    const value = call.query.get('value') ?? bodyText(call);
    if (value === '') throw conflict('Key and value must be specified');
    settings.set(key, typed(value));
    return ok(`System setting '${key}' set to value '${value}'.`);
  });
  router.post('systemSettings', (call) => {
    if (!hasAuthority(call.user, 'F_SYSTEM_SETTING')) throw forbidden('Access is denied');
    if (contentType(call) !== 'application/json') throw conflict('Key and value must be specified');
    const body: unknown = JSON.parse(bodyText(call));
    const entries = isObject(body) ? Object.entries(body) : [];
    for (const [key] of entries) known(key);
    for (const [key, value] of entries) settings.set(key, value);
    return ok('System settings imported');
  });
  router.delete('systemSettings/{key}', (call) => {
    settings.remove(known(call.params['key']!));
    return { status: 204, headers: {}, body: null };
  });
  router.get('loginConfig', () => json(loginConfig(context)));
}

function typed(value: string): Json {
  return value === 'true' ? true : value === 'false' ? false : value;
}

function loginConfig({ settings, profile }: ServerContext): Record<string, Json> {
  const text = (name: string): string => asText(settings.get(name) ?? '');
  return {
    apiVersion: profile.version,
    applicationTitle: asText(settings.own('applicationTitle') ?? ''),
    applicationDescription: text('keyApplicationIntro'),
    applicationNotification: text('keyApplicationNotification'),
    applicationLeftSideFooter: text('keyApplicationFooter'),
    applicationRightSideFooter: text('keyApplicationRightFooter'),
    countryFlag: text('keyFlag'),
    uiLocale: text('keyUiLocale'),
    loginPopup: text('loginPopup'),
    loginPageLayout: text('loginPageLayout'),
    loginPageTemplate: text('loginPageTemplate'),
    recaptchaSite: text('recaptchaSite'),
    minPasswordLength: text('minPasswordLength'),
    maxPasswordLength: text('maxPasswordLength'),
    emailConfigured: false,
    selfRegistrationEnabled: false,
    selfRegistrationNoRecaptcha: settings.isOn('keySelfRegistrationNoRecaptcha'),
    allowAccountRecovery: settings.isOn('keyAccountRecovery'),
    useCustomLogoFront: false,
    oidcProviders: [],
  };
}
