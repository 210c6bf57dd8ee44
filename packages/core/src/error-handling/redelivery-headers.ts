/** The headers by which an error handler counts its attempts on the message. */
export const redeliveryHeaders = ['CamelRedelivered', 'CamelRedeliveryCounter', 'CamelRedeliveryMaxCounter'] as const;
