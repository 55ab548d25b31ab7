/** The built-in MX of a local run, and the pages that show what arrived. */
package io.migomail.standalone.inbox;
