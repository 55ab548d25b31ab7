/** Things that tests of all modules share: time that stands still, a DNS zone on loopback. */
package io.migomail.testkit;
