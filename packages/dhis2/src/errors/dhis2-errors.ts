/** One entry of the catalogue: the message template (`{name}` is filled from the details) and whether to try again. */
export interface Dhis2ErrorEntry {
  readonly message: string;
  readonly retryable: boolean;
}

/**
 * Every error of this package. Codes are never reused. `docs/errors.md` is made from it.
 */
export const dhis2ErrorCatalogue = {
  DHIS2_UNREACHABLE: {
    message: 'cannot reach {origin} ({reason}). Check the base URL, the network and that DHIS2 is running',
    retryable: true,
  },
  DHIS2_TIMEOUT: {
    message: '{method} {path} got no answer within {timeoutMs} ms. Raise timeoutMs, or send less per request',
    retryable: true,
  },
  DHIS2_ANSWER_LOST: {
    message:
      '{method} {path}: the connection broke before the answer was complete ({reason}). A write may have taken effect: read back before sending again',
    retryable: true,
  },
  DHIS2_ABORTED: { message: '{method} {path} was cancelled by the caller', retryable: false },
  DHIS2_UNAUTHORIZED: {
    message:
      '{method} {path}: DHIS2 refused the credentials ({status}{reason}). Check the user name and password, or the token',
    retryable: false,
  },
  DHIS2_LOGIN_REDIRECT: {
    message:
      '{method} {path} was redirected to the login page: the request carried no credentials that this server accepts. A bearer token needs JWT authentication switched on in dhis.conf',
    retryable: false,
  },
  DHIS2_REDIRECT: {
    message: '{method} {path} was redirected ({status}) to {target}. Write that address as the base URL',
    retryable: false,
  },
  DHIS2_HTML_ANSWER: {
    message:
      '{method} {path} was answered with a web page{title} instead of data. Check that the base URL is that of DHIS2 (without /api) and not of a login page or a proxy',
    retryable: false,
  },
  DHIS2_FORBIDDEN: {
    message: '{method} {path}: the user may not do this ({status}{reason}). Ask for the authority or the sharing',
    retryable: false,
  },
  DHIS2_NOT_FOUND: { message: '{method} {path}: not found ({status}{reason})', retryable: false },
  DHIS2_METHOD_NOT_ALLOWED: {
    message:
      '{method} {path}: this method is not supported here ({status}). A uid that is not 11 letters and digits is answered like this too',
    retryable: false,
  },
  DHIS2_NOT_ACCEPTABLE: { message: '{method} {path}: this format is not offered ({status})', retryable: false },
  DHIS2_UNSUPPORTED_MEDIA_TYPE: {
    message: '{method} {path}: this content type is not taken ({status}{reason})',
    retryable: false,
  },
  DHIS2_TOO_LARGE: {
    message: '{method} {path}: the request is too large ({status}). Send smaller chunks',
    retryable: false,
  },
  DHIS2_BAD_REQUEST: {
    message: '{method} {path}: DHIS2 did not understand the request ({status}{reason})',
    retryable: false,
  },
  DHIS2_CONFLICT: { message: '{method} {path}: DHIS2 refused ({status}{reason})', retryable: false },
  DHIS2_TOO_MANY_REQUESTS: { message: '{method} {path}: too many requests ({status})', retryable: true },
  DHIS2_SERVER_ERROR: {
    message: '{method} {path}: DHIS2 failed ({status}{reason}). The cause is in the server log',
    retryable: false,
  },
  DHIS2_UNAVAILABLE: {
    message: '{method} {path}: DHIS2 or the proxy before it is not available ({status})',
    retryable: true,
  },
  DHIS2_BAD_JSON: {
    message: '{method} {path}: the answer is not the JSON that was expected ({reason}), status {status}',
    retryable: false,
  },
  DHIS2_INVALID_OPTION: { message: '{option}: {reason}', retryable: false },
  DHIS2_UNKNOWN_PARAMETER: {
    message:
      '{method} {path} has no parameter "{parameter}" in DHIS2 {version}; the server would ignore it silently.{nearest}',
    retryable: false,
  },
  DHIS2_VERSION_UNREADABLE: { message: 'cannot read a DHIS2 version from "{found}"', retryable: false },
  DHIS2_REMOVED: { message: '{what} is not in DHIS2 {version}: {replacement}', retryable: false },
  DHIS2_TOO_OLD: {
    message: '{what} came with DHIS2 2.{since}; this server has {version}. {replacement}',
    retryable: false,
  },
  DHIS2_PAGE_REPEATED: {
    message: '{path}: the server sent page {page} again and would go on for ever; the list was stopped',
    retryable: false,
  },
  DHIS2_NOTHING_ACCEPTED: {
    message:
      '{requests} requests for one chunk and not one value was accepted ({reason}). The delivery was stopped: the cause is not in single values',
    retryable: false,
  },
  DHIS2_JOB_DEADLINE: {
    message:
      'job {jobType} {jobId} did not finish within {deadlineMs} ms (last news: {state}). Its effect is unknown: settle it by reading back',
    retryable: true,
  },
  DHIS2_JOB_STALLED: {
    message:
      'job {jobType} {jobId} gave no news for {stallMs} ms (last news: {state}). The server may have been restarted; settle it by reading back',
    retryable: true,
  },
  DHIS2_JOB_FAILED: { message: 'job {jobType} {jobId} failed', retryable: false },
  DHIS2_NO_OUTPUT_PERIODS: {
    message:
      'the server has no data output period types, as a new database of 2.43 and later, and would abort the analytics run. Set them with resourceTables.setOutputPeriodTypes',
    retryable: false,
  },
  DHIS2_BAD_PERIOD: { message: '"{found}" is not a period of DHIS2. {expected}', retryable: false },
  DHIS2_BAD_UID: { message: '"{found}" is not a uid: 11 letters and digits, the first a letter', retryable: false },
  DHIS2_TOKEN_REFRESH: {
    message: 'the token endpoint {origin} did not give a new access token ({reason})',
    retryable: false,
  },
  DHIS2_HOOK_REFUSED: { message: 'event hook delivery refused: {reason}', retryable: false },
} as const satisfies Record<string, Dhis2ErrorEntry>;

/** The codes of {@link dhis2ErrorCatalogue}. */
export type Dhis2ErrorCode = keyof typeof dhis2ErrorCatalogue;
