/** The DNS records of whoever operates this installation: what they must be, and whether the DNS shows them. */
package io.migomail.standalone.dns;
