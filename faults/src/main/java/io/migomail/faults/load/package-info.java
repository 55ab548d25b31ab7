/** A seeded open-loop load over REST and SMTP whose client writes down what it was told. */
@org.jspecify.annotations.NullMarked
package io.migomail.faults.load;
