/** Managing what an account owns: applications, keys, domains, templates, webhooks. */
package io.migomail.ingress.manage;
