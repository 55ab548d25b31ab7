/** The REST API: routes, authentication, requests parsed and answers rendered. */
package io.migomail.ingress.rest;
