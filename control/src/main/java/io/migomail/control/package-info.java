/** The control plane: accounts, keys, domains, templates, webhooks and pools, kept in one compacted topic. */
package io.migomail.control;
