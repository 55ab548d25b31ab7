/** What a failed attempt means: whose fault it is, and whether the next host, a later attempt or a bounce follows. */
package io.migomail.mta.policy;
