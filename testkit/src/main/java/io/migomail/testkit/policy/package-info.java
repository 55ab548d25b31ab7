/** What every test of the failure policy provokes, in one table. */
@org.jspecify.annotations.NullMarked
package io.migomail.testkit.policy;
