/** Things that tests of all modules share: time that stands still, a DNS zone on loopback, an MX that misbehaves. */
package io.migomail.testkit;
