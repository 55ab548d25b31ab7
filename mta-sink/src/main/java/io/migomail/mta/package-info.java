/** What PACE, the sink and the delivery engine say to each other. */
package io.migomail.mta;
