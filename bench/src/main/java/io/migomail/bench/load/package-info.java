/** Offers messages at their scheduled times over REST or SMTP. */
@org.jspecify.annotations.NullMarked
package io.migomail.bench.load;
