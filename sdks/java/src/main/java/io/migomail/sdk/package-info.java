/**
 * Client of the Migomail API. Begin with {@link io.migomail.sdk.Migomail}; what a webhook brings is checked by
 * {@link io.migomail.sdk.WebhookVerifier}.
 */
package io.migomail.sdk;
