/** Accepted messages as mail: what is signed and sent, and what is shown of it later. */
@org.jspecify.annotations.NullMarked
package io.migomail.compose;
