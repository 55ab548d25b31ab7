/** What every page for browsers shares: templates, static files, headers. */
package io.migomail.ingress.web;
