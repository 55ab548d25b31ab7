/** Mail that the simulated mail server of the sandbox has captured. */
@org.jspecify.annotations.NullMarked
package io.migomail.ingress.sandbox;
