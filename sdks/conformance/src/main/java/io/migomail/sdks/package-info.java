/** What the tests of the client libraries need: a server that plays a script, and a process for each language. */
@org.jspecify.annotations.NullMarked
package io.migomail.sdks;
