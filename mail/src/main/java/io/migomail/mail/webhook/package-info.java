/** Calls of URLs that customers give: the Standard Webhooks scheme, over addresses that are judged before each call. */
package io.migomail.mail.webhook;
