/** Child processes of a harness: started, signalled and ended by their id, with a folder that goes with them. */
@org.jspecify.annotations.NullMarked
package io.migomail.testkit.process;
