/** JSON as it is read from strangers and written to them. */
package io.migomail.ingress.json;
