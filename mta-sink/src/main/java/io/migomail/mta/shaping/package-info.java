/** Which destination group a set of MX hosts is, and how hard a group may be driven. */
package io.migomail.mta.shaping;
