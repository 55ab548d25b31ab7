/** The command-line client: what a developer or operator asks of the API, over its public routes only (docs/adr/0061). */
package io.migomail.cli;
